import { CRITERIA, utilityOf } from './criterion';
import type { Criterion, Figure, Scales } from './criterion';
import { MILLIONTHS } from './weights';

/** One criterion of a region's score. */
export interface CriterionScore {
  readonly criterion: Criterion;
  readonly value: number | null;
  readonly unit: string;
  /** 0 to 1 on the fixed scale, 1 best, six decimals. */
  readonly utility: number;
  /** Share of the score; the weights of all criteria sum to 1. */
  readonly weight: number;
  /** weight x utility; the contributions of all criteria sum to the score. */
  readonly contribution: number;
  readonly source: string | null;
  /** Why the value is unknown. */
  readonly reason: string | null;
}

export interface RegionScore {
  /** 0 to 1, 1 best. */
  readonly score: number;
  readonly explanation: readonly CriterionScore[];
}

const UNITS: Record<Criterion, string> = { carbon: 'gCO2eq/kWh', latency: 'ms', cost: 'USD/h' };

/**
 * Weighted mean of utilities on fixed scales. It looks at one region alone, so no other candidate can change it. An
 * unknown value counts as utility 0: it never beats a known one.
 */
export function scoreOf(
  figures: Readonly<Record<Criterion, Figure>>,
  scales: Scales,
  millionths: Readonly<Record<Criterion, number>>,
): RegionScore {
  let total = 0;
  const explanation = CRITERIA.map((criterion): CriterionScore => {
    const figure = figures[criterion];
    const utility = figure.value === null ? 0 : utilityOf(criterion, figure.value, scales);
    const contribution = Math.round(millionths[criterion] * utility);
    total += contribution;
    return {
      criterion,
      value: figure.value,
      unit: UNITS[criterion],
      utility: Math.round(utility * MILLIONTHS) / MILLIONTHS,
      weight: millionths[criterion] / MILLIONTHS,
      contribution: contribution / MILLIONTHS,
      source: figure.value === null ? null : figure.source,
      reason: figure.value === null ? figure.reason : null,
    };
  });
  return { score: total / MILLIONTHS, explanation };
}
