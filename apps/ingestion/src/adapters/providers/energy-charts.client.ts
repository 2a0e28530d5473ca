import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import { z } from 'zod';
import type { Candidate, CarbonSource, SourceReading } from '../../ports/carbon-source';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderHttpClient } from '../http/provider-http.client';
import { minuteIso } from './chunks';

const schema = z.object({
  unix_seconds: z.array(z.number()),
  co2eq: z.array(z.number().nullable()),
});

// Countries that are one zone each; a country's mean is not that of a part of it (SE, NO, DK, IT).
const COUNTRIES = [
  'AT',
  'BE',
  'BG',
  'CH',
  'CZ',
  'DE',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'LT',
  'LU',
  'LV',
  'NL',
  'PL',
  'PT',
  'RO',
  'SI',
  'SK',
];
const LATEST_SPAN_MS = 6 * HOUR_MS;

/**
 * Energy-Charts of Fraunhofer ISE: CO2 equivalents worked out from public generation. The API does not say whether its factors
 * are lifecycle or direct ones. Equivalents are usually counted over the life cycle, so they are stored under that basis, as
 * estimates, and below every other live source.
 */
export class EnergyChartsClient implements CarbonSource {
  readonly name = 'energy-charts';
  readonly keepsYears = true;

  constructor(
    private readonly http: ProviderHttpClient,
    private readonly clock: Clock,
  ) {}

  covers(zone: string): boolean {
    return COUNTRIES.includes(zone);
  }

  fetchLatest(zone: string): Promise<SourceReading> {
    const nowMs = this.clock.nowMs();
    return this.fetchRange(zone, { startMs: nowMs - LATEST_SPAN_MS, endMs: nowMs });
  }

  async fetchRange(zone: string, span: Interval): Promise<SourceReading> {
    const query = {
      country: zone.toLowerCase(),
      start: minuteIso(span.startMs),
      end: minuteIso(span.endMs),
    };
    const { unix_seconds: seconds, co2eq } = await this.http.get('/co2eq', query, schema);
    if (seconds.length !== co2eq.length) {
      throw new ProviderFaultError('malformed', `has ${seconds.length} times for ${co2eq.length} values`);
    }
    const resolutionMinutes = spacingMinutes(seconds);
    // null: not known yet, the forecast array goes on from there
    const candidates = seconds.flatMap((second, index): Candidate[] => {
      const value = co2eq[index] ?? null;
      if (value === null) return [];
      const validAtMs = second * 1000;
      return [candidate(zone, validAtMs, resolutionMinutes, value)];
    });
    if (candidates.length === 0)
      throw new ProviderFaultError('malformed', 'answered without any value', { isEmpty: true });
    return { candidates, generation: [] };
  }
}

function spacingMinutes(seconds: number[]): number {
  const [first, second] = seconds;
  const minutes = first === undefined || second === undefined ? 15 : ((second - first) * 1000) / MINUTE_MS;
  if (minutes >= 1 && minutes <= 60) return minutes;
  throw new ProviderFaultError('malformed', `has values ${minutes} minutes apart`);
}

const candidate = (
  zone: string,
  validAtMs: number,
  resolutionMinutes: number,
  carbonIntensityGPerKwh: number,
): Candidate => ({
  zone,
  signal: 'average',
  basis: 'lifecycle',
  validAtMs,
  resolutionMinutes,
  carbonIntensityGPerKwh,
  source: 'energy-charts',
  quality: 'estimated',
});
