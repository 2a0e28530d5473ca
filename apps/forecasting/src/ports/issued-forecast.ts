import type { Quality, SeriesKey } from '@ecobe/carbon';
import type { ForecastSnapshot } from '@ecobe/contracts';
import type { ForecastSkill, SkippedModel } from '@ecobe/forecast';
import { HOUR_MS, toIso } from '@ecobe/carbon';

/** First-day skill of the model that spoke, and the span of hours on which it was measured; null where it was not. */
export interface IssuedSkill extends ForecastSkill {
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

/** A forecast as it was issued; never changed afterwards, so that it can be scored when the truth arrives. */
export interface IssuedForecast extends SeriesKey {
  readonly issuedAtMs: number;
  /** Start of the first hour; the curves are hourly from here on, gCO2eq/kWh. */
  readonly startMs: number;
  readonly values: readonly number[];
  readonly p10: readonly number[];
  readonly p90: readonly number[];
  /**
   * What the seasonal naive said then, gCO2eq/kWh: 24 hours from `startMs` on, repeated daily; null where it knew too
   * little. Kept with the forecast, for a history that is revised later no longer tells what was known.
   */
  readonly naive: readonly (number | null)[];
  readonly model: string;
  /** The trained model that served the series at the issue, whether or not it could speak; null without one. */
  readonly modelId: number | null;
  /** Better ways that could not be taken, each with its reason. */
  readonly skipped: readonly SkippedModel[];
  readonly quality: Quality;
  /** Source of the observations under it. */
  readonly source: string;
  /** Start of the newest hour that was known at the issue. */
  readonly lastObservedAtMs: number;
  /** Known hours of history that it was made from. */
  readonly knownHours: number;
  readonly skill: IssuedSkill;
}

/** End of the last forecast hour, epoch ms. */
export const endOf = (forecast: IssuedForecast): number =>
  forecast.startMs + forecast.values.length * HOUR_MS;

/** The form in which other services read it. */
export const snapshotOf = (forecast: IssuedForecast): ForecastSnapshot => ({
  zone: forecast.zone,
  signal: forecast.signal,
  basis: forecast.basis,
  issuedAt: toIso(forecast.issuedAtMs),
  model: forecast.model,
  quality: forecast.quality,
  source: forecast.source,
  startAt: toIso(forecast.startMs),
  values: [...forecast.values],
  p10: [...forecast.p10],
  p90: [...forecast.p90],
});
