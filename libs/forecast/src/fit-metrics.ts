import type { ForecastScore } from './score';

export interface HeldOutScore {
  /** Name and version of the model. */
  readonly model: string;
  /** Leads 0-23, 24-47, 48-71 and 72-95. */
  readonly days: readonly ForecastScore[];
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
