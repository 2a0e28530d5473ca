import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { GridHistory, WeatherColumns } from '../grid-history';
import { windowStart } from './point-window';

/** Two sums of mixed cells before each hour, from the first hour on: the print of a range is a difference of two. */
type RunningPrints = readonly [Int32Array, Int32Array];

/**
 * Tells whether a point model would see the same hours at an origin as it once did, without keeping those hours: 64 bits
 * of all cells of its stretch of history. Each cell is read once, whatever the number of origins.
 */
export class GridPrints {
  private readonly first: number;
  private readonly startHour: number;
  private readonly past: RunningPrints;
  private readonly byAgeDays: readonly RunningPrints[];
  private readonly sources: string;

  /** @param fromMs the earliest origin, and `untilMs` the latest one, that will be asked for */
  constructor(
    private readonly grid: GridHistory,
    fromMs: number,
    untilMs: number,
  ) {
    this.first = windowStart(grid, fromMs);
    this.startHour = grid.history.startMs / HOUR_MS;
    const { history, sources = [], weather } = grid;
    this.past = this.running(
      [history.values, ...sources.map(({ valuesMw }) => valuesMw)],
      this.hourOf(untilMs),
    );
    this.byAgeDays = (weather?.byAgeDays ?? []).map((columns, ageDays) =>
      this.running(columnsOf(columns), this.weatherEnd(untilMs, ageDays)),
    );
    this.sources = sources.map((source) => `${source.source}=${source.emissionFactorGPerKwh}`).join();
  }

  /** Print of all that a point model may read at an origin. */
  of(originMs: number): string {
    const from = windowStart(this.grid, originMs);
    const prints = [between(this.past, from - this.first, this.hourOf(originMs) - this.first)];
    this.byAgeDays.forEach((running, ageDays) => {
      prints.push(between(running, from - this.first, this.weatherEnd(originMs, ageDays) - this.first));
    });
    return `${this.startHour + from}/${this.sources}/${prints.join()}`;
  }

  private hourOf(instantMs: number): number {
    return (instantMs - this.grid.history.startMs) / HOUR_MS;
  }

  /** What runs of a day that is `ageDays` before tell at an origin ends with that many days after the origin's own. */
  private weatherEnd(originMs: number, ageDays: number): number {
    return this.hourOf((Math.floor(originMs / DAY_MS) + ageDays + 1) * DAY_MS);
  }

  private running(columns: readonly Float64Array[], end: number): RunningPrints {
    const hours = Math.max(0, end - this.first);
    const sums: RunningPrints = [new Int32Array(hours + 1), new Int32Array(hours + 1)];
    columns.forEach((column, salt) => {
      addCells(sums, column.subarray(this.first, end), this.startHour + this.first, salt);
    });
    for (const sum of sums)
      for (let hour = 1; hour <= hours; hour++) sum[hour] = (sum[hour] ?? 0) + (sum[hour - 1] ?? 0);
    return sums;
  }
}

/** Adds each cell's bits, mixed with its hour and column, to the entry after its hour. */
function addCells([a, b]: RunningPrints, cells: Float64Array, startHour: number, salt: number): void {
  const aligned = cells.byteOffset % 8 === 0 ? cells : cells.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, 2 * aligned.length);
  for (let i = 0; i < cells.length; i++) {
    const [low, high] = [words[2 * i] ?? 0, words[2 * i + 1] ?? 0];
    const place = Math.imul(startHour + i, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
    a[i + 1] = (a[i + 1] ?? 0) + scrambled(low ^ Math.imul(high, 0xc2b2ae35) ^ place);
    b[i + 1] = (b[i + 1] ?? 0) + scrambled(high ^ Math.imul(low, 0x27d4eb2f) ^ Math.imul(place, 0x165667b1));
  }
}

/** The finishing step of MurmurHash3 (Appleby): every bit depends on every other. */
function scrambled(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const between = ([a, b]: RunningPrints, from: number, end: number): string => {
  const last = Math.min(end, a.length - 1);
  const first = Math.min(from, last);
  return `${((a[last] ?? 0) - (a[first] ?? 0)) | 0}:${((b[last] ?? 0) - (b[first] ?? 0)) | 0}`;
};

const columnsOf = (columns: WeatherColumns): Float64Array[] => [
  columns.windSpeedMs,
  columns.temperatureK,
  columns.dewpointK,
  columns.shortwaveRadiationWPerM2,
  columns.precipitationMm,
];
