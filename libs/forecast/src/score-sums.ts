import { quantileLoss } from './score';

/** One forecast hour whose truth is known, beside what the seasonal naive said at the same issue, gCO2eq/kWh. */
export interface JudgedHour {
  readonly actual: number;
  readonly predicted: number;
  readonly p10: number;
  readonly p90: number;
  readonly naive: number;
}

/**
 * What judged hours add up to, gCO2eq/kWh. The sums of days, leads and models add up to those of any period, so that
 * no hour need be read twice.
 */
export interface ScoreSums {
  readonly hourCount: number;
  /** Hours of 0 gCO2eq/kWh, which no percentage can judge; they count in all the rest. */
  readonly zeroHourCount: number;
  /** Hours whose truth lay within p10..p90. */
  readonly coveredHourCount: number;
  readonly absoluteErrorSum: number;
  /** Of |forecast - actual| / actual. */
  readonly relativeErrorSum: number;
  /** Of the mean quantile loss of p10, the point value as median, and p90. */
  readonly pinballSum: number;
  readonly naiveAbsoluteErrorSum: number;
  readonly naiveRelativeErrorSum: number;
}

/** Sums of no hour. */
export const NO_HOURS: ScoreSums = {
  hourCount: 0,
  zeroHourCount: 0,
  coveredHourCount: 0,
  absoluteErrorSum: 0,
  relativeErrorSum: 0,
  pinballSum: 0,
  naiveAbsoluteErrorSum: 0,
  naiveRelativeErrorSum: 0,
};

/** The sums of a single hour. */
export function sumsOfHour({ actual, predicted, p10, p90, naive }: JudgedHour): ScoreSums {
  const [error, naiveError] = [Math.abs(predicted - actual), Math.abs(naive - actual)];
  const losses =
    quantileLoss(0.1, actual - p10) + quantileLoss(0.5, actual - predicted) + quantileLoss(0.9, actual - p90);
  return {
    hourCount: 1,
    zeroHourCount: actual === 0 ? 1 : 0,
    coveredHourCount: actual >= p10 && actual <= p90 ? 1 : 0,
    absoluteErrorSum: error,
    relativeErrorSum: actual === 0 ? 0 : error / actual,
    pinballSum: losses / 3,
    naiveAbsoluteErrorSum: naiveError,
    naiveRelativeErrorSum: actual === 0 ? 0 : naiveError / actual,
  };
}

/** Sums of two disjoint sets of hours together. */
export const addSums = (one: ScoreSums, other: ScoreSums): ScoreSums => ({
  hourCount: one.hourCount + other.hourCount,
  zeroHourCount: one.zeroHourCount + other.zeroHourCount,
  coveredHourCount: one.coveredHourCount + other.coveredHourCount,
  absoluteErrorSum: one.absoluteErrorSum + other.absoluteErrorSum,
  relativeErrorSum: one.relativeErrorSum + other.relativeErrorSum,
  pinballSum: one.pinballSum + other.pinballSum,
  naiveAbsoluteErrorSum: one.naiveAbsoluteErrorSum + other.naiveAbsoluteErrorSum,
  naiveRelativeErrorSum: one.naiveRelativeErrorSum + other.naiveRelativeErrorSum,
});

/** How good forecasts were beside the seasonal naive on the same hours. A figure is null where no hour speaks for it. */
export interface JudgedFigures {
  readonly hourCount: number;
  readonly zeroHourCount: number;
  /** Mean of |forecast - actual| / actual x 100 over hours whose actual is not zero. */
  readonly mapePercent: number | null;
  readonly seasonalNaiveMapePercent: number | null;
  /** 1 - MAPE / MAPE of the seasonal naive: 1 is perfect, 0 as good, below 0 worse. */
  readonly skill: number | null;
  readonly maeGPerKwh: number | null;
  readonly seasonalNaiveMaeGPerKwh: number | null;
  /** Share of hours within p10..p90, in percent; 80 is meant. */
  readonly coveragePercent: number | null;
  readonly pinballGPerKwh: number | null;
}

/** The figures that sums tell. */
export function figuresOf(sums: ScoreSums): JudgedFigures {
  const { hourCount, zeroHourCount, relativeErrorSum, naiveRelativeErrorSum } = sums;
  const judgedHours = hourCount - zeroHourCount;
  return {
    hourCount,
    zeroHourCount,
    mapePercent: ratio(100 * relativeErrorSum, judgedHours),
    seasonalNaiveMapePercent: ratio(100 * naiveRelativeErrorSum, judgedHours),
    skill: naiveRelativeErrorSum === 0 ? null : 1 - relativeErrorSum / naiveRelativeErrorSum,
    maeGPerKwh: ratio(sums.absoluteErrorSum, hourCount),
    seasonalNaiveMaeGPerKwh: ratio(sums.naiveAbsoluteErrorSum, hourCount),
    coveragePercent: ratio(100 * sums.coveredHourCount, hourCount),
    pinballGPerKwh: ratio(sums.pinballSum, hourCount),
  };
}

const ratio = (sum: number, count: number): number | null => (count === 0 ? null : sum / count);
