import { DAY_MS, HOUR_MS, findZone, resolveRegion, seriesId } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import { ProblemError, unknownRegion } from '@ecobe/contracts';
import type { SeriesRequest, SeriesResponse } from '@ecobe/contracts';
import type { HourlyValue, ObservationReader, SeriesKind } from '../../ports/observation-store';
import { noObservationsProblem } from '../read-current/read-current.use-case';
import { noObservations } from '../read-current/region-intensity';
import { chooseSeries, recentSpan } from '../refresh-snapshot/series-choice';
import type { SimulationMode } from '../refresh-snapshot/series-choice';

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
    const span = wholeHours(request);
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

function refuseUnknownZone(zone: string): void {
  if (findZone(zone) !== undefined) return;
  const resolved = resolveRegion(zone);
  const reason = `"${zone}" is no zone id`;
  throw unknownRegion(
    resolved.kind === 'unknown'
      ? resolved
      : { kind: 'unknown', name: zone, reason, didYouMean: [resolved.zone] },
    '/zone',
  );
}

function wholeHours({ start, end }: SeriesRequest): Interval {
  const span = { startMs: Date.parse(start), endMs: Date.parse(end) };
  const lengthMs = span.endMs - span.startMs;
  const isGood = lengthMs > 0 && lengthMs <= LONGEST_SPAN_MS;
  if (isGood && span.startMs % HOUR_MS === 0 && span.endMs % HOUR_MS === 0) return span;
  throw new ProblemError({
    status: 400,
    code: 'INVALID_INPUT',
    title: 'Invalid input',
    detail: `a series is read from one whole hour to a later one, at most six years on; not from ${start} to ${end}`,
  });
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
