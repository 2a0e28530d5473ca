import { DAY_MS, HOUR_MS, seriesId } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import type { SeriesRequest, SeriesResponse } from '@ecobe/contracts';
import type { HourlyValue, ObservationReader, SeriesKind } from '../../ports/observation-store';
import { noObservationsProblem } from '../read-current/read-current.use-case';
import { noObservations } from '../read-current/region-intensity';
import { chooseSeries, recentSpan } from '../refresh-snapshot/series-choice';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { refuseUnknownZone, wholeHours } from './zone-hours';

/** Six years of hours: more than any forecast learns from. */
const LONGEST_SPAN_MS = 6 * 366 * DAY_MS;

/** One series as it is known now, hour by hour. */
export class ReadSeriesUseCase {
  constructor(
    private readonly reader: ObservationReader,
    private readonly clock: Clock,
    private readonly mode: SimulationMode,
  ) {}

  /** @throws ProblemError 400 UNKNOWN_REGION or INVALID_INPUT, 404 NO_OBSERVATIONS. */
  async run(request: SeriesRequest): Promise<SeriesResponse> {
    const { zone, signal, basis } = request;
    refuseUnknownZone(zone);
    const span = wholeHours(request, LONGEST_SPAN_MS);
    const nowMs = this.clock.nowMs();
    const kind = await this.kindOf(request, nowMs);
    const hours = kind === null ? [] : await this.reader.hourly(request, kind, span, nowMs);
    if (hours.length === 0) throw noObservationsProblem(noObservations(zone, zone, basis).reason);
    return {
      zone,
      signal,
      basis,
      start: request.start,
      values: filled(hours, span),
      quality: qualityOf(hours),
      source: sourcesOf(hours),
    };
  }

  private async kindOf(key: SeriesRequest, nowMs: number): Promise<SeriesKind | null> {
    const newest = await this.reader.newest(recentSpan(nowMs), nowMs, key.zone);
    return chooseSeries(newest, this.mode).get(seriesId(key))?.kind ?? null;
  }
}

function filled(hours: HourlyValue[], { startMs, endMs }: Interval): (number | null)[] {
  const values = Array<number | null>((endMs - startMs) / HOUR_MS).fill(null);
  for (const { validAtMs, carbonIntensityGPerKwh } of hours) {
    values[(validAtMs - startMs) / HOUR_MS] = carbonIntensityGPerKwh;
  }
  return values;
}

/** The quality of the whole: measured only if every hour is. */
export function qualityOf(hours: HourlyValue[]): HourlyValue['quality'] {
  if (hours.some(({ quality }) => quality === 'simulated')) return 'simulated';
  return hours.every(({ quality }) => quality === 'measured') ? 'measured' : 'estimated';
}

/** Everyone whose values are in it, in the order of their first hour: `electricity-maps + energy-charts`. */
export const sourcesOf = (hours: HourlyValue[]): string =>
  [...new Set(hours.map(({ source }) => source))].join(' + ');
