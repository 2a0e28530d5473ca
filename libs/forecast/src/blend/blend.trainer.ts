import type { ModelRefusal } from '../forecast-model';
import type { PointFit, PointRequest, PointTrainer, PredictedLogs } from '../point-model';
import { intensityLogs, mixLogs, openRidge } from '../ridge/forecast-ridge';
import { learnRidge } from '../ridge/learn-ridge';
import type { RidgeParameters } from '../ridge/ridge-parameters';
import { at } from '../rolling-errors';

const NAME = 'blend@1';

/** What a blend learnt: plain data. */
interface BlendParameters {
  readonly ridge: RidgeParameters;
}

/** One member's answer. */
export interface MemberAnswer {
  readonly member: string;
  readonly logs: Float64Array | ModelRefusal;
}

/**
 * The equal-weight geometric mean of all members that can speak. Formula, source and worked example:
 * docs/formulas/forecast-blend.md
 */
export const blendTrainer: PointTrainer = {
  name: NAME,
  train: (request) => {
    const ridge = learnRidge(request, 'both');
    if ('kind' in ridge) return Promise.resolve(ridge);
    const parameters: BlendParameters = { ridge };
    return Promise.resolve({ kind: 'trained', trainer: NAME, features: ridge.inputs, parameters });
  },
  open: (fit) => {
    const answersTo = openMembers(fit);
    return { name: NAME, predict: (request) => blended(answersTo(request)) };
  },
};

/** What each member of a fit says to a request. @throws RangeError for a fit of another trainer or version. */
export function openMembers(fit: PointFit): (request: PointRequest) => MemberAnswer[] | ModelRefusal {
  if (fit.trainer !== NAME) throw new RangeError(`${NAME} cannot open a fit of ${fit.trainer}`);
  const forecastAt = openRidge((fit.parameters as BlendParameters).ridge);
  return (request) => {
    const forecast = forecastAt(request);
    if ('kind' in forecast) return forecast;
    return [
      {
        member: forecast.deviations.missing.length > 0 ? 'ridge-plain' : 'ridge',
        logs: intensityLogs(forecast),
      },
      { member: 'ridge-by-source', logs: mixLogs(forecast) },
    ];
  };
}

function blended(answers: MemberAnswer[] | ModelRefusal): PredictedLogs | ModelRefusal {
  if ('kind' in answers) return answers;
  const curves = answers.flatMap(({ logs }) => ('kind' in logs ? [] : [logs]));
  const first = curves[0];
  if (first === undefined) {
    const refusal = answers.map(({ logs }) => logs).find((logs) => 'kind' in logs);
    return refusal ?? { kind: 'refused', reason: 'the blend has no member' };
  }
  const logs = first.map(
    (_, hour) => curves.reduce((sum, curve) => sum + at(curve, hour), 0) / curves.length,
  );
  return { kind: 'predicted', logs };
}
