import type { JudgedDay } from '../../ports/trained-model';

/** The error of two models on the forecast days that both were judged on. */
export interface Comparison {
  readonly own: number;
  readonly rival: number;
  /** Percent, or g/kWh where a percentage cannot judge because every hour is zero on some day. */
  readonly unit: '%' | 'g/kWh';
  readonly dayCount: number;
}

/** A truth that was revised between the two judgements is another truth. */
const keyOf = ({ issuedAtMs, day, hourCount, actualSum = NaN }: JudgedDay): string =>
  `${issuedAtMs} ${day} ${hourCount} ${actualSum}`;

/** Compares on the same forecasts and hours, each lead day with the same weight; null where there are none. */
export function compareDays(own: readonly JudgedDay[], rival: readonly JudgedDay[]): Comparison | null {
  const [ownKeys, rivalKeys] = [new Set(own.map(keyOf)), new Set(rival.map(keyOf))];
  const shared = [
    own.filter((day) => rivalKeys.has(keyOf(day))),
    rival.filter((day) => ownKeys.has(keyOf(day))),
  ] as const;
  const dayCount = shared[0].length;
  if (dayCount === 0) return null;
  const [ownMape, rivalMape] = [mapeOf(shared[0]), mapeOf(shared[1])];
  if (ownMape !== null && rivalMape !== null) return { own: ownMape, rival: rivalMape, unit: '%', dayCount };
  return { own: maeOf(shared[0]), rival: maeOf(shared[1]), unit: 'g/kWh', dayCount };
}

/** Mean over the lead days of the MAPE of all their hours; null where one has only hours of zero. */
function mapeOf(days: readonly JudgedDay[]): number | null {
  const means = meansByLeadDay(
    days,
    ({ mapePercent }) => mapePercent ?? 0,
    ({ hourCount, zeroHourCount }) => hourCount - zeroHourCount,
  );
  return means.some(Number.isNaN) ? null : meanOf(means);
}

const maeOf = (days: readonly JudgedDay[]): number =>
  meanOf(
    meansByLeadDay(
      days,
      ({ maeGPerKwh }) => maeGPerKwh,
      ({ hourCount }) => hourCount,
    ),
  );

function meansByLeadDay(
  days: readonly JudgedDay[],
  valueOf: (day: JudgedDay) => number,
  weightOf: (day: JudgedDay) => number,
): number[] {
  const sums = new Map<number, { value: number; weight: number }>();
  for (const judged of days) {
    const sum = sums.get(judged.day) ?? { value: 0, weight: 0 };
    const weight = weightOf(judged);
    sums.set(judged.day, { value: sum.value + weight * valueOf(judged), weight: sum.weight + weight });
  }
  return [...sums.values()].map(({ value, weight }) => value / weight);
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
