import type { ForecastScore } from './score';

/** Scores over the leads of one forecast day, on hours that were not learnt from. Null where no hour speaks for a figure. */
export type HeldOutDay = Pick<
  ForecastScore,
  'mapePercent' | 'maeGPerKwh' | 'coverage80Percent' | 'coverage90Percent' | 'hourCount' | 'zeroHourCount'
>;

export interface HeldOutScore {
  /** Name and version of the model. */
  readonly model: string;
  /** Leads 0-23, 24-47, 48-71 and 72-95. */
  readonly days: readonly HeldOutDay[];
}

/**
 * How a way of learning did on its newest days, as learnt from the days before them, beside the models that learn
 * nothing, all on the same origins and hours.
 */
export interface FitMetrics {
  /** First held-out origin; the last scored hour ends at `untilMs`. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly originCount: number;
  readonly model: HeldOutScore;
  /** Seasonal naive and the 7-day profile. */
  readonly baselines: readonly HeldOutScore[];
}
