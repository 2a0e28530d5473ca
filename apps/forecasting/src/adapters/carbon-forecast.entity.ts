import type { Basis, Quality, Signal } from '@ecobe/carbon';
import type { ForecastSkill, SkippedModel } from '@ecobe/forecast';
import type { IssuedForecast, IssuedSkill } from '../ports/issued-forecast';

/** A row of `forecasting.carbon_forecast`. */
export interface CarbonForecast {
  zone: string;
  signal: Signal;
  basis: Basis;
  issued_at: Date;
  valid_from: Date;
  valid_until: Date;
  model: string;
  model_id: number | null;
  skipped: SkippedModel[];
  quality: Quality;
  source: string;
  last_observed_at: Date;
  known_hours: number;
  values_g_per_kwh: number[];
  p10_g_per_kwh: number[];
  p90_g_per_kwh: number[];
  /** Null in rows from before it was kept. */
  naive_g_per_kwh: (number | null)[] | null;
  /** Rows from before its span was kept have none. */
  skill: ForecastSkill & Partial<IssuedSkill>;
}

/** The forecast that a row keeps. */
export const forecastOf = (row: CarbonForecast): IssuedForecast => ({
  zone: row.zone,
  signal: row.signal,
  basis: row.basis,
  issuedAtMs: row.issued_at.getTime(),
  startMs: row.valid_from.getTime(),
  values: row.values_g_per_kwh,
  p10: row.p10_g_per_kwh,
  p90: row.p90_g_per_kwh,
  naive: row.naive_g_per_kwh ?? [],
  model: row.model,
  modelId: row.model_id,
  skipped: row.skipped,
  quality: row.quality,
  source: row.source,
  lastObservedAtMs: row.last_observed_at.getTime(),
  knownHours: row.known_hours,
  skill: { ...row.skill, fromMs: row.skill.fromMs ?? null, untilMs: row.skill.untilMs ?? null },
});
