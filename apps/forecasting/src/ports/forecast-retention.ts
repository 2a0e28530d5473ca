/** Lets go of forecasts that nobody asks about any more. */
export interface ForecastRetention {
  /** Drops the months that ended before an instant, and the scores of days before it. @returns months and days dropped. */
  dropBefore(beforeMs: number): Promise<{ months: number; days: number }>;
}
