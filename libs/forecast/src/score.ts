/** One forecast hour whose truth is known, gCO2eq/kWh. */
export interface ScoredHour {
  readonly actual: number;
  readonly predicted: number;
  /** Whether the truth fell between the lowest and the highest quantile; null without a band. */
  readonly isCovered: boolean | null;
}

/** How good forecasts were. A figure is null where no hour speaks for it. */
export interface ForecastScore {
  /** Mean of |forecast - actual| / actual x 100, over hours whose actual is not zero. */
  readonly mapePercent: number | null;
  readonly maeGPerKwh: number | null;
  /** Share of hours within the band, in percent. */
  readonly coveragePercent: number | null;
  readonly hourCount: number;
  /** Hours of 0 gCO2eq/kWh, which a percentage cannot judge; they count in the MAE. */
  readonly zeroHourCount: number;
}

/** The score of a set of hours. */
export function scoreOf(hours: readonly ScoredHour[]): ForecastScore {
  let [relativeSum, absoluteSum, zeroHourCount, bandCount, coveredCount] = [0, 0, 0, 0, 0];
  for (const { actual, predicted, isCovered } of hours) {
    const error = Math.abs(predicted - actual);
    absoluteSum += error;
    if (actual === 0) zeroHourCount += 1;
    else relativeSum += error / actual;
    if (isCovered !== null) bandCount += 1;
    if (isCovered === true) coveredCount += 1;
  }
  const mean = (sum: number, count: number) => (count === 0 ? null : sum / count);
  return {
    mapePercent: mean(100 * relativeSum, hours.length - zeroHourCount),
    maeGPerKwh: mean(absoluteSum, hours.length),
    coveragePercent: mean(100 * coveredCount, bandCount),
    hourCount: hours.length,
    zeroHourCount,
  };
}
