import { HOUR_MS } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import { z } from 'zod';
import type { CarbonSource, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderHttpClient } from '../http/provider-http.client';
import { readFuelMix } from './eia-fuel-mix';
import type { FuelRow } from './eia-fuel-mix';

const numberOrText = z.union([z.number(), z.string().trim().min(1).transform(Number)]);
const schema = z.object({
  response: z.object({
    total: numberOrText,
    data: z.array(
      z.object({
        period: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d/),
        respondent: z.string(),
        fueltype: z.string(),
        value: numberOrText.nullable(),
      }),
    ),
  }),
});

const ROWS_PER_PAGE = 5_000;
const MOST_PAGES = 20;
/** Most authorities report one or two hours late, some a day. */
const LATEST_SPAN_MS = 36 * HOUR_MS;
const US_ZONE = /^US-[A-Z]+-([A-Z0-9]+)$/;

/** The hourly grid monitor of the US Energy Information Administration: generation by fuel of each balancing authority. */
export class EiaClient implements CarbonSource {
  readonly name = 'eia';
  readonly keepsYears = true;

  constructor(
    private readonly http: ProviderHttpClient,
    private readonly apiKey: string,
    private readonly clock: Clock,
  ) {}

  covers(zone: string): boolean {
    return US_ZONE.test(zone);
  }

  fetchLatest(zone: string): Promise<SourceReading> {
    const nowMs = this.clock.nowMs();
    return this.fetchRange(zone, { startMs: nowMs - LATEST_SPAN_MS, endMs: nowMs });
  }

  async fetchRange(zone: string, span: Interval): Promise<SourceReading> {
    // the last part of a zone's id is the authority's code
    const respondent = US_ZONE.exec(zone)?.[1] ?? '';
    const rows = await this.pages(respondent, span);
    const reading = readFuelMix(
      rows.filter((row) => row.respondent === respondent),
      zone,
      this.name,
    );
    if (reading.candidates.length === 0) {
      throw new ProviderFaultError('malformed', `answered without a whole hour of ${respondent}`, {
        isEmpty: true,
      });
    }
    return reading;
  }

  private async pages(respondent: string, span: Interval): Promise<FuelRow[]> {
    const rows: FuelRow[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = { ...this.query(respondent, span), offset: page * ROWS_PER_PAGE };
      const path = '/v2/electricity/rto/fuel-type-data/data/';
      const { response } = await this.http.get(path, query, schema);
      for (const { period, respondent: of, fueltype, value } of response.data) {
        rows.push({ period, respondent: of, fuelType: fueltype, mw: numberOrNull(value) });
      }
      if (response.data.length === 0 || rows.length >= response.total) break;
    }
    return rows;
  }

  private query(respondent: string, span: Interval) {
    return {
      api_key: this.apiKey,
      frequency: 'hourly',
      'data[0]': 'value',
      'facets[respondent][0]': respondent,
      start: hour(span.startMs + HOUR_MS),
      end: hour(span.endMs),
      'sort[0][column]': 'period',
      'sort[0][direction]': 'desc',
      length: ROWS_PER_PAGE,
    };
  }
}

/** Hour without minutes; with them the service answers 400. */
const hour = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 13);
const numberOrNull = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : value;
