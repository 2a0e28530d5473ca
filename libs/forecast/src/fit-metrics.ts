/** Scores over the leads of one forecast day, on hours that were not learnt from. Null where no hour speaks for a figure. */
export interface HeldOutDay {
  readonly mapePercent: number | null;
  readonly maeGPerKwh: number | null;
  /** Share of hours within p10-p90, in percent. */
  readonly coverage80Percent: number | null;
  /** Share of hours within p5-p95, in percent. */
  readonly coverage90Percent: number | null;
  readonly hourCount: number;
  /** Hours of 0 gCO2eq/kWh, which a percentage cannot judge; they count in the MAE. */
  readonly zeroHourCount: number;
}

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
