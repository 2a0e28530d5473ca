import type { Basis, Quality, Signal } from '@ecobe/carbon';

/** The newest known value of a series with its provenance, as ingestion publishes it. Age is the reader's `now - validAt`. */
export interface CurrentIntensity {
  zone: string;
  signal: Signal;
  basis: Basis;
  /** gCO2eq/kWh */
  carbonIntensity: number;
  source: string;
  quality: Quality;
  /** ISO 8601 UTC, start of the span the value is for. */
  validAt: string;
  resolutionMinutes: number;
}

/** The newest forecast of a series, as forecasting publishes it. */
export interface ForecastSnapshot {
  zone: string;
  signal: Signal;
  basis: Basis;
  /** ISO 8601 UTC */
  issuedAt: string;
  model: string;
  /** `forecast`, or `simulated` where the history under it is simulated. */
  quality: Quality;
  /** Source of the observations it was made from. */
  source: string;
  /** ISO 8601 UTC of the first hour; values are hourly from here on. */
  startAt: string;
  /** gCO2eq/kWh, one per hour */
  values: number[];
  p10: number[];
  p90: number[];
}

/** Whether both rest on real data, or both on simulated: only then may a forecast speak for the series. */
export const isSameKind = (
  current: Pick<CurrentIntensity, 'quality'>,
  forecast: { quality: Quality },
): boolean => (current.quality === 'simulated') === (forecast.quality === 'simulated');

/** The one read model of the grid: newest value and newest forecast per series. Rebuilt from PostgreSQL at any time. */
export interface GridSnapshotReader {
  current(seriesId: string): CurrentIntensity | undefined;
  /** Undefined also where the newest forecast is not of the same kind as the series is now, or the series is gone. */
  forecast(seriesId: string): ForecastSnapshot | undefined;
  seriesIds(): string[];
}

export interface GridSnapshotWriter {
  /** Adds or changes these; all other series stay. */
  putCurrent(values: CurrentIntensity[]): Promise<void>;
  /** Makes these the only ones: every other series is gone for all readers. */
  replaceCurrent(values: CurrentIntensity[]): Promise<void>;
  putForecasts(forecasts: ForecastSnapshot[]): Promise<void>;
}
