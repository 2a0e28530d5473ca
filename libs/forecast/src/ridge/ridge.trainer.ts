import type { ModelRefusal } from '../forecast-model';
import type { PointFit, PointTrainer, PredictedLogs } from '../point-model';
import { intensityLogs, mixLogs, openRidge } from './forecast-ridge';
import type { RidgeForecast } from './forecast-ridge';
import { learnRidge } from './learn-ridge';
import type { WantedTargets } from './learn-ridge';
import type { RidgeParameters } from './ridge-parameters';

const ridgeOf = (
  name: string,
  wanted: WantedTargets,
  read: (forecast: RidgeForecast) => Float64Array | ModelRefusal,
): PointTrainer => ({
  name,
  train: (request) => {
    const parameters = learnRidge(request, wanted);
    if ('kind' in parameters) return Promise.resolve(parameters);
    return Promise.resolve({ kind: 'trained', trainer: name, features: parameters.inputs, parameters });
  },
  open: (fit) => {
    const forecastAt = openRidge(parametersOf(name, fit));
    const answer = (forecast: RidgeForecast | ModelRefusal): PredictedLogs | ModelRefusal => {
      if ('kind' in forecast) return forecast;
      const logs = read(forecast);
      return 'kind' in logs ? logs : { kind: 'predicted', logs };
    };
    return { name, predict: (request) => answer(forecastAt(request)) };
  },
});

/**
 * The intensity's deviation from its 7-day profile, one ridge regression per hour of issue and lead hour. Formula, source
 * and worked example: docs/formulas/ridge-forecast.md
 */
export const ridgeTrainer: PointTrainer = ridgeOf('ridge@2', 'intensity', intensityLogs);

/**
 * Generation of every source in MW by the same regressions, weighted with emission factors. It learns only where the
 * factors explain the zone's intensity. Formula, source and worked example: docs/formulas/ridge-forecast.md
 */
export const sourceRidgeTrainer: PointTrainer = ridgeOf('ridge-by-source@2', 'sources', mixLogs);

function parametersOf(trainer: string, fit: PointFit): RidgeParameters {
  if (fit.trainer !== trainer) throw new RangeError(`${trainer} cannot open a fit of ${fit.trainer}`);
  return fit.parameters as RidgeParameters;
}
