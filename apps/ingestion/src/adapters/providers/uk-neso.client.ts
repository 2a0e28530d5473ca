import { DAY_MS, HOUR_MS, intensityOfGeneration } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import { z } from 'zod';
import type { Candidate, CarbonSource, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderHttpClient } from '../http/provider-http.client';
import { chunksOf, minuteIso } from './chunks';
import { readParts } from './read-parts';

const spanSchema = { from: z.string() };
const intensitySchema = z.object({
  data: z.array(
    z.object({
      ...spanSchema,
      intensity: z.object({ forecast: z.number().nullish(), actual: z.number().nullish() }),
    }),
  ),
});
const mixSchema = z.object({
  ...spanSchema,
  generationmix: z.array(z.object({ fuel: z.string(), perc: z.number().nullable() })),
});
const generationSchema = z.object({ data: z.union([z.array(mixSchema), mixSchema]) });

const LONGEST_RANGE_MS = 13 * DAY_MS;
const LATEST_SPAN_MS = 3 * HOUR_MS;

/**
 * The Carbon Intensity API of the system operator of Great Britain, half-hourly. Its intensity is of combustion only,
 * so it is our direct one; the lifecycle one is worked out from the generation mix that the same API gives.
 */
export class UkNesoClient implements CarbonSource {
  readonly name = 'uk-neso';
  readonly keepsYears = true;

  constructor(
    private readonly http: ProviderHttpClient,
    private readonly clock: Clock,
  ) {}

  covers(zone: string): boolean {
    return zone === 'GB';
  }

  fetchLatest(zone: string): Promise<SourceReading> {
    const nowMs = this.clock.nowMs();
    return this.fetchRange(zone, { startMs: nowMs - LATEST_SPAN_MS, endMs: nowMs });
  }

  async fetchRange(_zone: string, span: Interval): Promise<SourceReading> {
    const bounds = chunksOf(span, LONGEST_RANGE_MS).map(
      ({ startMs, endMs }) => `${minuteIso(startMs)}/${minuteIso(endMs)}`,
    );
    const { candidates, ...rest } = await readParts([
      ...bounds.map((chunk) => () => this.direct(chunk)),
      ...bounds.map((chunk) => () => this.lifecycle(chunk)),
    ]);
    const isWithin = ({ validAtMs }: Candidate) => !(validAtMs < span.startMs || validAtMs >= span.endMs);
    const within = candidates.filter(isWithin);
    if (within.length === 0)
      throw new ProviderFaultError('malformed', 'answered without any value', { isEmpty: true });
    return { ...rest, candidates: within };
  }

  private async direct(bounds: string): Promise<Candidate[]> {
    const { data } = await this.http.get(`/intensity/${bounds}`, {}, intensitySchema);
    return data.flatMap(({ from, intensity }) => {
      // the half-hour that runs has no actual value yet; their own estimate of it is the best there is
      const value = intensity.actual ?? intensity.forecast ?? null;
      const quality = intensity.actual === null || intensity.actual === undefined ? 'estimated' : 'measured';
      return value === null ? [] : [candidate('direct', from, value, quality)];
    });
  }

  private async lifecycle(bounds: string): Promise<Candidate[]> {
    const { data } = await this.http.get(`/generation/${bounds}`, {}, generationSchema);
    return (Array.isArray(data) ? data : [data]).flatMap(({ from, generationmix }) => {
      const value = lifecycleOf(generationmix);
      return value === null ? [] : [candidate('lifecycle', from, value, 'estimated')];
    });
  }
}

/** Shares are told to a tenth of a percent and hold the imports; a sum farther from 100 lacks a fuel. */
const WHOLE_MIX_PERCENT = { low: 98, high: 102 };

/**
 * Of what is generated in Great Britain: imports are left out, for their mix is not told.
 * @returns null where a share is missing: a fuel that is not told must not count as none of it.
 */
function lifecycleOf(mix: { fuel: string; perc: number | null }[]): number | null {
  const told = mix.reduce((sum, { perc }) => sum + (perc ?? 0), 0);
  const isWhole = told >= WHOLE_MIX_PERCENT.low && told <= WHOLE_MIX_PERCENT.high;
  if (!isWhole || mix.some(({ perc }) => perc === null)) return null;
  const share = (fuel: string) => mix.find((entry) => entry.fuel === fuel)?.perc ?? 0;
  return intensityOfGeneration(
    {
      biomass: share('biomass'),
      coal: share('coal'),
      gas: share('gas'),
      nuclear: share('nuclear'),
      hydro: share('hydro'),
      solar: share('solar'),
      wind: share('wind'),
      unknown: share('other'),
    },
    'lifecycle',
  );
}

const candidate = (
  basis: Candidate['basis'],
  from: string,
  carbonIntensityGPerKwh: number,
  quality: Candidate['quality'],
): Candidate => ({
  zone: 'GB',
  signal: 'average',
  basis,
  validAtMs: Date.parse(from),
  resolutionMinutes: 30,
  carbonIntensityGPerKwh,
  source: 'uk-neso',
  quality,
});
