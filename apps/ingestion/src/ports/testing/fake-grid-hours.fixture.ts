import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { GenerationHour, GridHoursReader } from '../grid-hours-reader';
import type { GenerationMw, GenerationObservation, WeatherRun } from '../observation-store';
import { preferenceOf } from '../source-preference';
import type { FakeObservationStore } from './fake-observation-store.fixture';

const groupBy = <Row>(rows: Row[], key: (row: Row) => string): Row[][] => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
};

const newestOf = (versions: GenerationObservation[]): GenerationObservation | undefined =>
  versions.toSorted((a, b) => b.knownAtMs - a.knownAtMs)[0];

/** What the store in memory holds of generation and weather; it passes the same specs as the reader on PostgreSQL. */
export class FakeGridHours implements GridHoursReader {
  constructor(private readonly store: FakeObservationStore) {}

  generation(zone: string, span: Interval, knownByMs: number): Promise<GenerationHour[]> {
    const rows = known(this.store.generation, zone, span, knownByMs).filter(
      (row) => row.resolutionMinutes >= 60 || startOfHour(row.validAtMs) + HOUR_MS <= knownByMs,
    );
    const newest = groupBy(rows, (row) => `${row.source} ${row.validAtMs}`).flatMap(
      (versions) => newestOf(versions) ?? [],
    );
    const hours = groupBy(newest, (row) => `${startOfHour(row.validAtMs)}`);
    return Promise.resolve(hours.flatMap((ofHour) => hourOf(ofHour) ?? []));
  }

  weatherRuns(zone: string, span: Interval, knownByMs: number): Promise<WeatherRun[]> {
    return Promise.resolve(
      this.store.weather.filter(
        ({ zone: of, startMs, knownAtMs, hours }) =>
          of === zone &&
          knownAtMs <= knownByMs &&
          startMs < span.endMs &&
          startMs + hours.windSpeedMs.length * HOUR_MS > span.startMs,
      ),
    );
  }
}

const known = (
  rows: GenerationObservation[],
  zone: string,
  span: Interval,
  knownByMs: number,
): GenerationObservation[] =>
  rows.filter(
    (row) =>
      row.zone === zone &&
      row.validAtMs >= span.startMs &&
      row.validAtMs < span.endMs &&
      row.knownAtMs <= knownByMs,
  );

function hourOf(rows: GenerationObservation[]): GenerationHour | null {
  const [best] = groupBy(rows, ({ source }) => source)
    .filter((parts) => parts.reduce((sum, { resolutionMinutes }) => sum + resolutionMinutes, 0) >= 30)
    .sort((a, b) => preferenceOf(a[0]?.source ?? '') - preferenceOf(b[0]?.source ?? ''));
  const [first] = best ?? [];
  if (best === undefined || first === undefined) return null;
  const mean = (mode: keyof GenerationMw) => {
    const told = best.flatMap(({ mw }) => mw[mode] ?? []);
    return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0) / told.length;
  };
  const modes = Object.keys(first.mw) as (keyof GenerationMw)[];
  const mw = Object.fromEntries(modes.map((mode) => [mode, mean(mode)])) as unknown as GenerationMw;
  return { validAtMs: startOfHour(first.validAtMs), source: first.source, mw };
}
