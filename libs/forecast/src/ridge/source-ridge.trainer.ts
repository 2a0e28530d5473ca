import type { ModelRefusal } from '../forecast-model';
import type { PointModel, PointRequest, PointTrainer, PredictedLogs } from '../point-model';
import { at } from '../rolling-errors';
import { spanOf } from './forecast-span';
import { frameAtIssue } from './grid-frame';
import type { GridFrame } from './grid-frame';
import { learnRidge } from './learn-ridge';
import { fitOf, parametersOf } from './ridge.trainer';
import type { RidgeParameters } from './ridge-parameters';
import { predictDeviations } from './ridge-prediction';
import { slotOf } from './signal';
import { usualDay } from './usual-day';

const NAME = 'ridge-by-source@1';

/**
 * Generation of every source in MW by the same regressions, weighted with emission factors. It learns only where the
 * factors explain the zone's intensity. Formula, source and worked example: docs/formulas/ridge-forecast.md
 */
export const sourceRidgeTrainer: PointTrainer = {
  name: NAME,
  train: (request) => {
    const learnt = learnRidge(request, 'sources');
    return Promise.resolve('kind' in learnt ? learnt : fitOf(NAME, learnt));
  },
  open: (fit) => sourceRidgeModel(parametersOf(NAME, fit)),
};

/** The model of regressions that were learnt for sources, alone or among others. */
export const sourceRidgeModel = (parameters: RidgeParameters): PointModel => ({
  name: NAME,
  predict: (request) => predict(parameters, request),
});

function predict(parameters: RidgeParameters, request: PointRequest): PredictedLogs | ModelRefusal {
  const frame = frameAtIssue(request, request.issuedAtMs, parameters.sources);
  const span = spanOf(frame, request.horizonHours);
  if ('kind' in span) return span;
  const deviations = predictDeviations(parameters, frame, span);
  if ('kind' in deviations) return deviations;
  const [grams, total] = [new Float64Array(span.horizonHours), new Float64Array(span.horizonHours)];
  for (const [output, { source, emissionFactorGPerKwh }] of parameters.outputs.entries()) {
    if (source === null) continue;
    const usual = usualGeneration(frame, source, span.origin);
    if (usual === null)
      return { kind: 'refused', reason: `generation from ${source} is unknown in the last 7 days` };
    deviations[output]?.forEach((deviation, hour) => {
      const mw = Math.max(0, at(usual, slotOf(span.issue + hour - span.origin)) + deviation);
      grams[hour] = at(grams, hour) + mw * emissionFactorGPerKwh;
      total[hour] = at(total, hour) + mw;
    });
  }
  if (total.some((mw) => mw <= 0))
    return { kind: 'refused', reason: 'no generation is forecast for an hour' };
  return { kind: 'predicted', logs: grams.map((perHour, hour) => Math.log1p(perHour / at(total, hour))) };
}

function usualGeneration(frame: GridFrame, name: string, origin: number): Float64Array | null {
  const found = frame.sources.find(({ source }) => source === name);
  return found === undefined ? null : usualDay(found.generationMw, origin);
}
