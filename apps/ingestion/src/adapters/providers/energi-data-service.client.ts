import { HOUR_MS } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import { z } from 'zod';
import type { CarbonSource, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderHttpClient } from '../http/provider-http.client';

const schema = z.object({
  records: z.array(
    z.object({ Minutes5UTC: z.string(), PriceArea: z.string(), CO2Emission: z.number().nullable() }),
  ),
});

const ZONE_BY_PRICE_AREA: Record<string, string> = { DK1: 'DK-DK1', DK2: 'DK-DK2' };
const RESOLUTION_MINUTES = 5;
const LATEST_SPAN_MS = 3 * HOUR_MS;
/** Their own default is a handful of records. */
const MOST_RECORDS = 20_000;

/** Energi Data Service of Energinet: emissions of the electricity consumed in the two Danish zones, combustion only. */
export class EnergiDataServiceClient implements CarbonSource {
  readonly name = 'energi-data-service';
  readonly keepsYears = true;

  constructor(
    private readonly http: ProviderHttpClient,
    private readonly clock: Clock,
  ) {}

  covers(zone: string): boolean {
    return Object.values(ZONE_BY_PRICE_AREA).includes(zone);
  }

  fetchLatest(zone: string): Promise<SourceReading> {
    const nowMs = this.clock.nowMs();
    return this.fetchRange(zone, { startMs: nowMs - LATEST_SPAN_MS, endMs: nowMs });
  }

  async fetchRange(zone: string, span: Interval): Promise<SourceReading> {
    const priceArea = zone.replace('DK-', '');
    const query = {
      start: localMinute(span.startMs),
      end: localMinute(span.endMs),
      timezone: 'utc',
      filter: JSON.stringify({ PriceArea: [priceArea] }),
      sort: 'Minutes5UTC desc',
      limit: MOST_RECORDS,
    };
    const { records } = await this.http.get('/dataset/CO2Emis', query, schema);
    if (records.length === 0)
      throw new ProviderFaultError('malformed', 'answered without any value', { isEmpty: true });
    const candidates = records.map((record) => ({
      zone: ZONE_BY_PRICE_AREA[record.PriceArea] ?? record.PriceArea,
      signal: 'average' as const,
      basis: 'direct' as const,
      validAtMs: readUtc(record.Minutes5UTC),
      resolutionMinutes: RESOLUTION_MINUTES,
      carbonIntensityGPerKwh: record.CO2Emission ?? Number.NaN,
      source: this.name,
      quality: 'measured' as const,
    }));
    return { candidates, generation: [] };
  }
}

const localMinute = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 16);

/** Their UTC times carry no Z, and would be read as local ones. */
const readUtc = (text: string): number => Date.parse(/Z$/i.test(text) ? text : `${text}Z`);
