import type { ModelRefusal } from '../forecast-model';
import { at } from '../rolling-errors';
import type { PointFit, PointModel, PointRequest, PointTrainer, PredictedLogs } from '../point-model';
import { spanOf } from './forecast-span';
import { frameAtIssue } from './grid-frame';
import { learnRidge } from './learn-ridge';
import type { RidgeParameters } from './ridge-parameters';
import { predictDeviations } from './ridge-prediction';
import { slotOf } from './signal';
import { usualDay } from './usual-day';

const NAME = 'ridge@1';
/** How far beyond all that was seen a forecast may go, on the log scale. */
const RANGE_MARGIN = 0.1;

/**
 * The intensity's deviation from its 7-day profile, one ridge regression per hour of issue and lead hour. Formula, source
 * and worked example: docs/formulas/ridge-forecast.md
 */
export const ridgeTrainer: PointTrainer = {
  name: NAME,
  train: (request) => {
    const learnt = learnRidge(request, 'intensity');
    return Promise.resolve('kind' in learnt ? learnt : fitOf(NAME, learnt));
  },
  open: (fit) => ridgeModel(parametersOf(NAME, fit)),
};

/** A fit of regressions, under the name of who can open it. */
export const fitOf = (trainer: string, parameters: RidgeParameters): PointFit => ({
  kind: 'trained',
  trainer,
  features: parameters.inputs,
  parameters,
});

/** @throws RangeError for a fit that somebody else made. */
export function parametersOf(trainer: string, fit: PointFit): RidgeParameters {
  if (fit.trainer !== trainer) throw new RangeError(`${trainer} cannot open a fit of ${fit.trainer}`);
  return fit.parameters as RidgeParameters;
}

/** The model of regressions that were learnt for the intensity, alone or among others. */
export const ridgeModel = (parameters: RidgeParameters): PointModel => ({
  name: NAME,
  predict: (request) => predict(parameters, request),
});

function predict(parameters: RidgeParameters, request: PointRequest): PredictedLogs | ModelRefusal {
  const frame = frameAtIssue(request, request.issuedAtMs, parameters.sources);
  const span = spanOf(frame, request.horizonHours);
  if ('kind' in span) return span;
  const usual = usualDay(frame.intensity, span.origin);
  if (usual === null)
    return { kind: 'refused', reason: 'too many hours of the day are unknown in the last 7 days' };
  const deviations = predictDeviations(parameters, frame, span);
  if ('kind' in deviations) return deviations;
  const output = parameters.outputs.findIndex(({ source }) => source === null);
  const [low, high] = seenRange(parameters, frame.intensity.values);
  const logs = (deviations[output] ?? new Float64Array(0)).map((deviation, hour) => {
    const log = at(usual, slotOf(span.issue + hour - span.origin)) + deviation;
    return Math.max(low, Math.min(high, log));
  });
  return { kind: 'predicted', logs };
}

/** The span of all known intensities, learnt from or of the last days, with a margin; never below that of 0 gCO2eq/kWh. */
function seenRange({ logRange: [low, high] }: RidgeParameters, recent: Float64Array): [number, number] {
  for (const log of recent) {
    if (log < low) low = log;
    if (log > high) high = log;
  }
  return [Math.max(0, low - RANGE_MARGIN), high + RANGE_MARGIN];
}
