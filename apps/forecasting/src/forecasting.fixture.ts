import { DAY_MS, HOUR_MS, seriesId, toIso } from '@ecobe/carbon';
import type { Interval, Quality, SeriesKey } from '@ecobe/carbon';
import type {
  CurrentIntensity,
  ForecastSnapshot,
  GridSnapshotReader,
  GridSnapshotWriter,
  SeriesResponse,
} from '@ecobe/contracts';
import type { ForecastStore } from './ports/forecast-store';
import type { HistoryReader } from './ports/history-reader';
import type { IssuedForecast } from './ports/issued-forecast';

export const NOON_MS = Date.UTC(2021, 10, 15, 12);
export const DE: SeriesKey = { zone: 'DE', signal: 'average', basis: 'lifecycle' };

/** A clock that stands still until it is told. */
export class FakeClock {
  constructor(public atMs: number = NOON_MS) {}
  nowMs(): number {
    return this.atMs;
  }
}

/** 300 gCO2eq/kWh with a daily swing: lowest at 06:00 UTC, highest at 18:00. */
export const swing = (atMs: number): number => 300 - 100 * Math.sin((2 * Math.PI * (atMs % DAY_MS)) / DAY_MS);

/** Ingestion's answer from a rule; unknown before `sinceMs` and after `untilMs`. */
export class FakeHistory implements HistoryReader {
  reads = 0;
  sinceMs = 0;
  untilMs = NOON_MS - HOUR_MS;
  quality: Quality = 'measured';
  source = 'entsoe';
  fault: Error | null = null;
  valueAt: (atMs: number) => number | null = swing;
  /** More hours than asked for, as a careless answer would have them. */
  extraHours = 0;

  read(key: SeriesKey, { startMs, endMs }: Interval): Promise<SeriesResponse> {
    this.reads += 1;
    if (this.fault !== null) return Promise.reject(this.fault);
    const hours = (endMs - startMs) / HOUR_MS + this.extraHours;
    const values = Array.from({ length: hours }, (_, i) => {
      const atMs = startMs + i * HOUR_MS;
      return atMs < this.sinceMs || atMs > this.untilMs ? null : this.valueAt(atMs);
    });
    return Promise.resolve({
      ...key,
      start: toIso(startMs),
      values,
      quality: this.quality,
      source: this.source,
    });
  }
}

export class FakeForecastStore implements ForecastStore {
  readonly rows: IssuedForecast[] = [];

  save(forecast: IssuedForecast): Promise<void> {
    const isKept = this.rows.some(
      (row) => seriesId(row) === seriesId(forecast) && row.issuedAtMs === forecast.issuedAtMs,
    );
    if (!isKept) this.rows.push(forecast);
    return Promise.resolve();
  }

  newest(key: SeriesKey, issuedByMs: number): Promise<IssuedForecast | null> {
    const mine = this.rows.filter((row) => seriesId(row) === seriesId(key) && row.issuedAtMs <= issuedByMs);
    return Promise.resolve(mine.sort((a, b) => b.issuedAtMs - a.issuedAtMs)[0] ?? null);
  }

  newestOfEach(sinceMs: number, issuedByMs: number): Promise<IssuedForecast[]> {
    const newest = new Map<string, IssuedForecast>();
    for (const row of [...this.rows].sort((a, b) => a.issuedAtMs - b.issuedAtMs)) {
      if (row.issuedAtMs > sinceMs && row.issuedAtMs <= issuedByMs) newest.set(seriesId(row), row);
    }
    return Promise.resolve([...newest.keys()].sort().flatMap((id) => newest.get(id) ?? []));
  }
}

export class FakeSnapshot implements GridSnapshotReader, GridSnapshotWriter {
  readonly currents = new Map<string, CurrentIntensity>();
  readonly forecasts = new Map<string, ForecastSnapshot>();
  fault: Error | null = null;

  current(id: string): CurrentIntensity | undefined {
    return this.currents.get(id);
  }
  forecast(id: string): ForecastSnapshot | undefined {
    return this.forecasts.get(id);
  }
  seriesIds(): string[] {
    return [...new Set([...this.currents.keys(), ...this.forecasts.keys()])];
  }
  putCurrent(values: CurrentIntensity[]): Promise<void> {
    for (const value of values) this.currents.set(seriesId(value), value);
    return Promise.resolve();
  }
  replaceCurrent(values: CurrentIntensity[]): Promise<void> {
    this.currents.clear();
    return this.putCurrent(values);
  }
  putForecasts(forecasts: ForecastSnapshot[]): Promise<void> {
    if (this.fault !== null) return Promise.reject(this.fault);
    for (const forecast of forecasts) this.forecasts.set(seriesId(forecast), forecast);
    return Promise.resolve();
  }
}

/** The newest value of a series as ingestion publishes it. */
export const currentOf = (key: SeriesKey, validAtMs: number, source = 'entsoe'): CurrentIntensity => ({
  ...key,
  carbonIntensity: swing(validAtMs),
  source,
  quality: 'measured',
  validAt: toIso(validAtMs),
  resolutionMinutes: 60,
});

/** A stored forecast of `values.length` hours, issued at an instant for the hours from there on. */
export const issuedForecast = (issuedAtMs: number, changes: Partial<IssuedForecast> = {}): IssuedForecast => {
  const values = changes.values ?? Array.from({ length: 96 }, (_, i) => 100 + i);
  return {
    ...DE,
    issuedAtMs,
    startMs: Math.floor(issuedAtMs / HOUR_MS) * HOUR_MS,
    values,
    p10: values.map((value) => Math.max(0, value - 10)),
    p90: values.map((value) => value + 10),
    naive: Array.from({ length: 24 }, (_, i) => 90 + i),
    model: 'profile-7d@1',
    modelId: null,
    skipped: [],
    quality: 'forecast',
    source: 'entsoe',
    lastObservedAtMs: Math.floor(issuedAtMs / HOUR_MS) * HOUR_MS - HOUR_MS,
    knownHours: 672,
    skill: {
      mapePercent: 12.34,
      seasonalNaiveMapePercent: 18.5,
      fromMs: NOON_MS - 21 * DAY_MS,
      untilMs: NOON_MS,
      leadHours: 24,
      originCount: 21,
      hourCount: 504,
      zeroHourCount: 0,
      reason: null,
    },
    ...changes,
  };
};
