import type { ModelRefusal } from '../forecast-model';
import type { PointFit, PointModel, PointRequest, PointTrainer, PredictedLogs } from '../point-model';
import { learnRidge } from '../ridge/learn-ridge';
import type { RidgeParameters } from '../ridge/ridge-parameters';
import { ridgeModel } from '../ridge/ridge.trainer';
import { sourceRidgeModel } from '../ridge/source-ridge.trainer';
import { at } from '../rolling-errors';

const NAME = 'blend@1';

/** What a blend learnt: plain data. */
interface BlendParameters {
  readonly ridge: RidgeParameters;
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
    if (fit.trainer !== NAME) throw new RangeError(`${NAME} cannot open a fit of ${fit.trainer}`);
    const members = membersOf(fit);
    const name = `blend(${members.map((member) => member.name).join('+')})@1`;
    return { name, predict: (request) => predict(members, request) };
  },
};

/** The members of a fit, each with its own answer. */
export function membersOf(fit: PointFit): PointModel[] {
  const { ridge } = fit.parameters as BlendParameters;
  const hasSources = ridge.outputs.some(({ source }) => source !== null);
  return [ridgeModel(ridge), ...(hasSources ? [sourceRidgeModel(ridge)] : [])];
}

function predict(members: readonly PointModel[], request: PointRequest): PredictedLogs | ModelRefusal {
  const answers = members.map((member) => member.predict(request));
  const curves = answers.flatMap((answer) => (answer.kind === 'predicted' ? [answer.logs] : []));
  const silent = answers.find((answer) => answer.kind === 'refused');
  if (curves.length === 0) return silent ?? { kind: 'refused', reason: 'the blend has no member' };
  const logs = Float64Array.from({ length: request.horizonHours }, (_, hour) => {
    let sum = 0;
    for (const curve of curves) sum += at(curve, hour);
    return sum / curves.length;
  });
  return { kind: 'predicted', logs };
}
