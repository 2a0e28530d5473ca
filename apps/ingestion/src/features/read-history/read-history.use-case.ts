import { DAY_MS, HOUR_MS, resolveRegion, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock, Interval, SeriesKey } from '@ecobe/carbon';
import { ProblemError, unknownRegion } from '@ecobe/contracts';
import type { HistoryPoint, HistoryRequest, HistoryResponse } from '@ecobe/contracts';
import type { HourlyValue, ObservationReader } from '../../ports/observation-store';
import { qualityOf, sourcesOf } from '../read-series/read-series.use-case';
import type { SimulationMode } from '../refresh-snapshot/series-choice';

const LONGEST_SPAN_DAYS = { hourly: 31, daily: 366 };
const STEP_MS = { hourly: HOUR_MS, daily: DAY_MS };

/** Past values of a region. A span that holds anything real is answered with real values only. */
export class ReadHistoryUseCase {
  constructor(
    private readonly reader: ObservationReader,
    private readonly clock: Clock,
    private readonly mode: SimulationMode,
  ) {}

  /** @throws ProblemError 400 UNKNOWN_REGION, INVALID_INPUT or SPAN_TOO_LONG. */
  async run(request: HistoryRequest): Promise<HistoryResponse> {
    const { region, basis, granularity } = request;
    const resolved = resolveRegion(region);
    if (resolved.kind === 'unknown') throw unknownRegion(resolved, '{zone}');
    const key: SeriesKey = { zone: resolved.zone, signal: 'average', basis };
    const hours = await this.hours(key, spanOf(request));
    const points =
      granularity === 'hourly' ? hours.map((hour) => pointOf([hour], hour.validAtMs)) : days(hours);
    return { region, ...key, granularity, unit: 'gCO2eq/kWh', points };
  }

  private async hours(key: SeriesKey, span: Interval): Promise<HourlyValue[]> {
    const nowMs = this.clock.nowMs();
    const real = this.mode === 'only' ? [] : await this.reader.hourly(key, 'real', span, nowMs);
    if (real.length > 0 || this.mode === 'off') return real;
    return this.reader.hourly(key, 'simulated', span, nowMs);
  }
}

/** The hours that begin within what was asked for, from the first hour or UTC day that begins in it. */
function spanOf({ start, end, granularity }: HistoryRequest): Interval {
  const up = (text: string, stepMs: number) => Math.ceil(Date.parse(text) / stepMs) * stepMs;
  const span = { startMs: up(start, STEP_MS[granularity]), endMs: up(end, HOUR_MS) };
  const refuse = (code: string, title: string, detail: string) =>
    new ProblemError({ status: 400, code, title, detail, errors: [{ pointer: '?end', detail }] });
  if (!(Date.parse(end) > Date.parse(start))) {
    throw refuse('INVALID_INPUT', 'Invalid input', `end (${end}) must be after start (${start})`);
  }
  const longest = LONGEST_SPAN_DAYS[granularity];
  if (span.endMs - span.startMs > longest * DAY_MS) {
    throw refuse(
      'SPAN_TOO_LONG',
      'Span too long',
      `${granularity} history covers at most ${longest} days at once`,
    );
  }
  return span;
}

function days(hours: HourlyValue[]): HistoryPoint[] {
  const byDay = new Map<number, HourlyValue[]>();
  for (const hour of hours) {
    const dayMs = Math.floor(hour.validAtMs / DAY_MS) * DAY_MS;
    byDay.set(dayMs, [...(byDay.get(dayMs) ?? []), hour]);
  }
  return [...byDay].map(([dayMs, ofDay]) => pointOf(ofDay, dayMs));
}

function pointOf(hours: HourlyValue[], atMs: number): HistoryPoint {
  const sum = hours.reduce((total, hour) => total + hour.carbonIntensityGPerKwh, 0);
  return {
    validAt: toIso(startOfHour(atMs)),
    carbonIntensity: Math.round((sum / hours.length) * 100) / 100,
    source: sourcesOf(hours),
    quality: qualityOf(hours),
    revisions: Math.max(...hours.map(({ revisions }) => revisions)),
    hours: hours.length,
  };
}
