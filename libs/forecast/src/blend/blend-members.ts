import { HOUR_MS } from '@ecobe/carbon';
import { correctedLogs, learnCorrection } from '../boosting/boosted-correction';
import type { BoostedCorrection } from '../boosting/boosted-correction';
import type { ModelRefusal } from '../forecast-model';
import type { TrainingRequest } from '../model-trainer';
import type { PointModel, PointRequest } from '../point-model';
import { intensityLogs, mixLogs, openRidge, replayRidge } from '../ridge/forecast-ridge';
import type { RidgeForecast } from '../ridge/forecast-ridge';
import { learnRidge } from '../ridge/learn-ridge';
import type { RidgeParameters } from '../ridge/ridge-parameters';
import { meanLogs } from './mean-logs';

/** Share of the training that goes into the regressions, as far as progress is told. */
const RIDGE_SHARE = 0.5;

/** What a blend learnt: plain data. */
export interface BlendParameters {
  readonly ridge: RidgeParameters;
  /** How trees correct the mean of the regressions, or why there are none. */
  readonly correction: BoostedCorrection | ModelRefusal;
}

/** What one member says to a request. */
export interface MemberAnswer {
  readonly member: string;
  readonly answer: Float64Array | ModelRefusal;
}

/** Learns all members, each of them once. */
export function learnMembers(request: TrainingRequest): BlendParameters | ModelRefusal {
  const { onProgress } = request;
  const ridge = learnRidge({ ...request, onProgress: (share) => onProgress?.(RIDGE_SHARE * share) }, 'both');
  if ('kind' in ridge) return ridge;
  const correction = learnCorrection(
    { ...request, onProgress: (share) => onProgress?.(RIDGE_SHARE + (1 - RIDGE_SHARE) * share) },
    replayedRegressions(ridge, request),
  );
  return { ridge, correction };
}

/** The mean of the regressions at issues within the history that they were learnt from. */
function replayedRegressions(ridge: RidgeParameters, request: TrainingRequest): PointModel {
  const replay = replayRidge(ridge, request);
  return {
    name: 'regressions',
    predict: ({ issuedAtMs, horizonHours }) => {
      const origin = Math.floor((issuedAtMs - request.history.startMs) / HOUR_MS);
      const forecast = replay(origin, horizonHours);
      if ('kind' in forecast) return forecast;
      const logs = meanLogs(regressionAnswers(forecast));
      return 'kind' in logs ? logs : { kind: 'predicted', logs };
    },
  };
}

/** The members that a fit has. */
export const memberNames = ({ ridge, correction }: BlendParameters): string[] => [
  'ridge',
  ...(ridge.sources.length > 0 ? ['ridge-by-source'] : []),
  ...('kind' in correction ? [] : ['boosting']),
];

/** Opens all members at once, since they have their regressions in common. */
export function openMembers({
  ridge,
  correction,
}: BlendParameters): (request: PointRequest) => MemberAnswer[] | ModelRefusal {
  const forecastAt = openRidge(ridge);
  return (request) => {
    const forecast = forecastAt(request);
    if ('kind' in forecast) return forecast;
    const regressions = regressionAnswers(forecast);
    return [
      ...regressions,
      { member: 'boosting', answer: boosted(correction, forecast, regressions, request) },
    ];
  };
}

const regressionAnswers = (forecast: RidgeForecast): MemberAnswer[] => [
  { member: ridgeMember(forecast), answer: intensityLogs(forecast) },
  { member: 'ridge-by-source', answer: mixLogs(forecast) },
];

const ridgeMember = ({ deviations: { variant } }: RidgeForecast): string =>
  variant === 'full' ? 'ridge' : `ridge-${variant}`;

const isWhole = ({ deviations }: RidgeForecast): boolean => deviations.missing.length === 0;

/** The mean of the regressions, corrected by what trees learnt of its errors. */
function boosted(
  correction: BoostedCorrection | ModelRefusal,
  forecast: RidgeForecast,
  regressions: readonly MemberAnswer[],
  request: PointRequest,
): Float64Array | ModelRefusal {
  if ('kind' in correction) return correction;
  if (!isWhole(forecast)) {
    return { kind: 'refused', reason: `${forecast.deviations.missing.join(' and ')} missing` };
  }
  const base = meanLogs(regressions);
  if ('kind' in base) return base;
  const corrected = correctedLogs(correction, request, base);
  return corrected.kind === 'refused' ? corrected : corrected.logs;
}
