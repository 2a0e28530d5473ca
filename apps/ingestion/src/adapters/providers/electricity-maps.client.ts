import { BASES, DAY_MS, HOUR_MS, MINUTE_MS, toIso } from '@ecobe/carbon';
import type { Basis, Clock, Interval } from '@ecobe/carbon';
import { z } from 'zod';
import type { Candidate, CarbonSource, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderHttpClient, Query } from '../http/provider-http.client';
import { chunksOf } from './chunks';
import { readParts } from './read-parts';

const entrySchema = z.object({
  zone: z.string().optional(),
  carbonIntensity: z.number().nullish(),
  datetime: z.string(),
  isEstimated: z.boolean().nullish(),
  temporalGranularity: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;
const latestSchema = entrySchema.extend({ zone: z.string() });
const historySchema = z.object({ zone: z.string(), history: z.array(entrySchema) });
const rangeSchema = z.object({ zone: z.string(), data: z.array(entrySchema) });
const zonesSchema = z
  .record(z.string(), z.object({ access: z.array(z.string()).optional() }))
  .refine((zones) => Object.keys(zones).length > 0, 'no zones');

const RESOLUTION_MINUTES: Record<string, number> = { '5_minutes': 5, '15_minutes': 15, hourly: 60 };
const LONGEST_RANGE_MS = 10 * DAY_MS;
const ACCESS_KEPT_MS = 6 * HOUR_MS;
const REFUSAL_KEPT_MS = MINUTE_MS;

/** Electricity Maps v3. A key opens some zones only, so the plan is asked first and other zones are left alone. */
export class ElectricityMapsClient implements CarbonSource {
  readonly name = 'electricity-maps';
  /** Free keys read a day of the past. */
  readonly keepsYears = false;
  private access: { zones: Promise<Set<string>>; untilMs: number } | null = null;

  constructor(
    private readonly http: ProviderHttpClient,
    private readonly clock: Clock,
  ) {}

  covers(): boolean {
    return true;
  }

  fetchLatest(zone: string): Promise<SourceReading> {
    return this.inBothBases(zone, async (query, basis) => {
      const entry = await this.http.get('/v3/carbon-intensity/latest', query, latestSchema);
      return [candidateOf(entry, entry.zone, basis)];
    });
  }

  fetchRange(zone: string, span: Interval): Promise<SourceReading> {
    return this.inBothBases(zone, async (query, basis) => {
      const candidates = await this.range(query, basis, span);
      return candidates.filter(({ validAtMs }) => !(validAtMs < span.startMs || validAtMs >= span.endMs));
    });
  }

  private async inBothBases(
    zone: string,
    fetch: (query: Query, basis: Basis) => Promise<Candidate[]>,
  ): Promise<SourceReading> {
    if (!(await this.isOpen(zone))) return { candidates: [], generation: [] };
    return readParts(
      BASES.map((basis) => () => {
        // without the last one, a zone that they do not know is answered for the caller's own location
        const query = { zone, emissionFactorType: basis, shouldUseFallbackCallerLookup: 'false' };
        return fetch(query, basis);
      }),
    );
  }

  /** The range where the plan has it, else the last 24 hours, which every plan has. */
  private async range(query: Query, basis: Basis, span: Interval): Promise<Candidate[]> {
    const candidates: Candidate[] = [];
    try {
      for (const { startMs, endMs } of chunksOf(span, LONGEST_RANGE_MS)) {
        const bounds = { ...query, start: toIso(startMs), end: toIso(endMs) };
        const { zone, data } = await this.http.get('/v3/carbon-intensity/past-range', bounds, rangeSchema);
        candidates.push(...data.map((entry) => candidateOf(entry, zone, basis)));
      }
      return candidates;
    } catch (error) {
      if (!(error instanceof ProviderFaultError) || error.kind !== 'refused') throw error;
    }
    const { zone, history } = await this.http.get('/v3/carbon-intensity/history', query, historySchema);
    return history.map((entry) => candidateOf(entry, zone, basis));
  }

  private async isOpen(zone: string): Promise<boolean> {
    if (this.access === null || this.clock.nowMs() >= this.access.untilMs) this.renewAccess();
    return (await this.access?.zones)?.has(zone) ?? false;
  }

  private renewAccess(): void {
    const nowMs = this.clock.nowMs();
    const zones = this.http
      .get('/v3/zones', {}, zonesSchema)
      .then((byZone) => new Set(Object.keys(byZone).filter((zone) => isReadable(byZone[zone]?.access))));
    const access = { zones, untilMs: nowMs + ACCESS_KEPT_MS };
    zones.catch((error: unknown) => {
      // a key that is refused stays so for a while; whether a provider is back is the circuit's to find out
      const isRefused = error instanceof ProviderFaultError && error.kind === 'refused';
      access.untilMs = isRefused ? nowMs + REFUSAL_KEPT_MS : nowMs;
    });
    this.access = access;
  }
}

const isReadable = (access: string[] | undefined): boolean =>
  access === undefined || access.some((right) => right === '*' || right.startsWith('carbon-intensity'));

function candidateOf(entry: Entry, zone: string, basis: Basis): Candidate {
  return {
    zone: entry.zone ?? zone,
    signal: 'average',
    basis,
    validAtMs: Date.parse(entry.datetime),
    resolutionMinutes: RESOLUTION_MINUTES[entry.temporalGranularity ?? 'hourly'] ?? 60,
    carbonIntensityGPerKwh: entry.carbonIntensity ?? Number.NaN,
    source: 'electricity-maps',
    quality: entry.isEstimated === false ? 'measured' : 'estimated',
  };
}
