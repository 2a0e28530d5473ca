import { ISSUED_HOURS } from '../forecast-model';
import type { ModelRefusal } from '../forecast-model';
import type { TrainingRequest } from '../model-trainer';
import type { PointModel, PointRequest, PredictedLogs } from '../point-model';
import { spanOf } from '../ridge/forecast-span';
import { frameAtIssue } from '../ridge/grid-frame';
import { at } from '../rolling-errors';
import { sumOfTrees } from './boosted-trees';
import type { BoostedTrees } from './boosted-trees';
import { trainBoostedTrees } from './gradient-boosting';
import type { BoostingSettings } from './gradient-boosting';
import { leadScale } from './lead-scale';
import { READ_DAYS, ResidualRows } from './residual-row';
import { residualTable } from './residual-table';

/** Chosen on the half-years before the test periods, see the formula page. */
const SETTINGS: BoostingSettings = {
  treeCount: 150,
  maxLeaves: 31,
  learningRate: 0.05,
  l2: 1000,
  minLeafWeight: 3000,
  rowShare: 0.5,
  columnShare: 0.3,
  maxBins: 63,
  huberDelta: 2,
  seed: 1,
};
/** Trees learn a season by heart unless they see others; with less history than this the base does better alone. */
const MIN_ROWS = 150 * 90;

/** How a base's forecasts are corrected: plain data. */
export interface BoostedCorrection {
  readonly sourceNames: readonly string[];
  /** Names of the columns, to be sure that they are read as they were learnt. */
  readonly columns: readonly string[];
  /** Mean absolute residual of each lead, log scale; the trees speak in units of it. */
  readonly leadScale: Float64Array;
  readonly trees: BoostedTrees;
}

/** Learns what the base gets wrong. Only forecasts of hours before `untilMs` are looked at. */
export function learnCorrection(
  request: TrainingRequest,
  base: PointModel,
): BoostedCorrection | ModelRefusal {
  const { names, columns, residuals, leads, weights } = residualTable(request, base);
  if (residuals.length < MIN_ROWS) {
    const reason = `${residuals.length} past forecast hours to learn from, at least ${MIN_ROWS} are needed`;
    return { kind: 'refused', reason };
  }
  const scale = leadScale(residuals, leads, ISSUED_HOURS);
  const targets = residuals.map((residual, row) => residual / at(scale, leads[row] ?? 0));
  const trees = trainBoostedTrees({ columns, targets, weights, onProgress: request.onProgress }, SETTINGS);
  const sourceNames = (request.sources ?? []).map(({ source }) => source);
  return { sourceNames, columns: names, leadScale: scale, trees };
}

/** The base's forecast, corrected. It refuses where the base does. */
export const correctedModel = (
  name: string,
  base: PointModel,
  correction: BoostedCorrection,
): PointModel => ({
  name,
  predict: (request) => {
    const answer = base.predict(request);
    return answer.kind === 'refused' ? answer : correctedLogs(correction, request, answer.logs);
  },
});

/** A base's forecast for a request, corrected; its logs are on the log scale. */
export function correctedLogs(
  { sourceNames, columns, leadScale: scale, trees }: BoostedCorrection,
  request: PointRequest,
  baseLogs: Float64Array,
): PredictedLogs | ModelRefusal {
  const frame = frameAtIssue(request, request.issuedAtMs, sourceNames, READ_DAYS);
  const span = spanOf(frame, request.horizonHours);
  if ('kind' in span) return span;
  const rows = new ResidualRows(frame);
  const missing = columns.find((name, i) => rows.names[i] !== name);
  if (missing !== undefined) {
    return { kind: 'refused', reason: `an input that the trees were grown on is missing: ${missing}` };
  }
  const issued = rows.issueAt(span.origin, span.issue, baseLogs);
  if (issued === null) {
    return { kind: 'refused', reason: 'too many hours of the day are unknown in the last 7 days' };
  }
  const logs = baseLogs.map((log, hour) => {
    const target = span.issue + hour;
    const lead = Math.min(target - span.origin, scale.length - 1);
    return log + at(scale, lead) * sumOfTrees(trees, rows.rowAt(issued, target));
  });
  return { kind: 'predicted', logs };
}
