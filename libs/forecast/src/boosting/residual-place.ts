/** One hour of one forecast, in hour indices. Neither hours from the origin on are read nor runs younger than the issue. */
export interface ResidualPlace {
  /** Index after the newest known hour. */
  readonly origin: number;
  readonly issue: number;
  readonly target: number;
  /** The 7-day profile of the 24 hours from the origin on, log scale. */
  readonly usualDay: Float64Array;
  /** What the base forecasts from the issue on, log scale. */
  readonly baseLogs: Float64Array;
}

/** One thing that the trees look at; NaN where it is not known. */
export interface ResidualColumn {
  readonly name: string;
  valueAt(place: ResidualPlace): number;
}
