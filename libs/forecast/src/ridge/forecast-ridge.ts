import type { ModelRefusal } from '../forecast-model';
import type { TrainingRequest } from '../model-trainer';
import type { PointRequest } from '../point-model';
import { at } from '../rolling-errors';
import { anchoredSpan } from './anchored-span';
import type { AnchoredSpan } from './anchored-span';
import { columnPool } from './columns';
import type { ColumnPool } from './columns';
import { spanOf } from './forecast-span';
import type { ForecastSpan } from './forecast-span';
import { frameAtIssue, frameUntil } from './grid-frame';
import type { GridFrame } from './grid-frame';
import { withWeather } from './learn-ridge';
import type { RidgeParameters } from './ridge-parameters';
import { withNewestError } from './newest-error';
import { layoutOfFit } from './regression-layout';
import type { RegressionLayout } from './regression-layout';
import { predictDeviations } from './ridge-prediction';
import type { LaidOutFrame, PredictedDeviations } from './ridge-prediction';
import { slotOf } from './signal';
import { usualDay } from './usual-day';

/** How far beyond all that was seen a forecast may go, on the log scale. */
const RANGE_MARGIN = 0.1;
/** The newest hours count as seen, too: a zone may have another level since the fit. */
const RANGE_HOURS = 7 * 24;

/** All that the regressions of a zone say at one issue, from which intensities are read in one way or the other. */
export interface RidgeForecast {
  readonly parameters: RidgeParameters;
  readonly frame: GridFrame;
  readonly span: AnchoredSpan;
  readonly deviations: PredictedDeviations;
}

/** Opens learnt regressions: their answer to each request. @throws RangeError as `layoutOfFit` does */
export function openRidge(
  parameters: RidgeParameters,
): (request: PointRequest) => RidgeForecast | ModelRefusal {
  const layoutOf = layoutOfFit(parameters);
  return (request) => {
    const grid = withWeather(request, parameters.hasWeather);
    const frame = frameAtIssue(grid, request.issuedAtMs, parameters.sourceNames);
    const span = spanOf(frame, request.horizonHours);
    if ('kind' in span) return span;
    return forecastAt(parameters, { frame, pool: columnPool(frame) }, span, layoutOf);
  };
}

/**
 * What the regressions would have said at origins of the history they were learnt from. All hours are laid out once,
 * which takes a fraction of the time that as many requests take; columns read nothing from the origin on.
 */
export function replayRidge(
  parameters: RidgeParameters,
  request: TrainingRequest,
): (origin: number, horizonHours: number) => RidgeForecast | ModelRefusal {
  const grid = withWeather(request, parameters.hasWeather);
  const frame = frameUntil(grid, request.untilMs, parameters.sourceNames);
  const pool = columnPool(frame);
  const layoutOf = layoutOfFit(parameters);
  return (origin, horizonHours) =>
    forecastAt(parameters, { frame, pool }, { origin, issue: origin, horizonHours }, layoutOf);
}

function forecastAt(
  parameters: RidgeParameters,
  laidOut: LaidOutFrame,
  span: ForecastSpan,
  layoutOf: (pool: ColumnPool) => RegressionLayout,
): RidgeForecast | ModelRefusal {
  const anchored = anchoredSpan(laidOut.frame, span);
  const deviations = predictDeviations(parameters, laidOut, anchored, layoutOf(laidOut.pool));
  return 'kind' in deviations ? deviations : { parameters, frame: laidOut.frame, span: anchored, deviations };
}

/** Intensities by their own regressions, on the log scale. */
export function intensityLogs({
  parameters,
  frame,
  span,
  deviations,
}: RidgeForecast): Float64Array | ModelRefusal {
  const usual = usualDay(frame.intensity, span.origin);
  if (usual === null) return refusal('too many hours of the day are unknown in the last 7 days');
  const [low, high] = seenRange(parameters, recentBefore(frame, span.origin));
  const logs = deviations.intensity.map((deviation, lead) => at(usual, slotOf(lead)) + deviation);
  return withNewestError(logs, frame.intensity.values, span).map((log) => Math.max(low, Math.min(high, log)));
}

/** Intensities of the generation that is forecast source by source, on the log scale. */
export function mixLogs({ parameters, frame, span, deviations }: RidgeForecast): Float64Array | ModelRefusal {
  if (parameters.sources.length === 0) return refusal('generation by source was not learnt');
  if (deviations.missing.length > 0) return refusal(`${deviations.missing.join(' and ')} missing`);
  const [grams, total] = [new Float64Array(span.hours), new Float64Array(span.hours)];
  for (const [output, { source, emissionFactorGPerKwh }] of parameters.sources.entries()) {
    const usual = usualGeneration(frame, source, span.origin);
    if (usual === null) return refusal(`generation from ${source} is unknown in the last 7 days`);
    deviations.sources[output]?.forEach((deviation, lead) => {
      const mw = Math.max(0, at(usual, slotOf(lead)) + deviation);
      grams[lead] = at(grams, lead) + mw * emissionFactorGPerKwh;
      total[lead] = at(total, lead) + mw;
    });
  }
  if (total.some((mw) => mw <= 0)) return refusal('no generation is forecast for an hour');
  const logs = grams.map((perHour, lead) => Math.log1p(perHour / at(total, lead)));
  return withNewestError(logs, frame.intensity.values, span).map((log) => Math.max(0, log));
}

const refusal = (reason: string): ModelRefusal => ({ kind: 'refused', reason });

const recentBefore = ({ intensity }: GridFrame, origin: number): Float64Array =>
  intensity.values.subarray(Math.max(0, origin - RANGE_HOURS), origin);

/** The span of all known intensities, learnt from or of the last days, with a margin; never below that of 0 gCO2eq/kWh. */
function seenRange({ logRange: [low, high] }: RidgeParameters, recent: Float64Array): [number, number] {
  for (const log of recent) {
    if (log < low) low = log;
    if (log > high) high = log;
  }
  return [Math.max(0, low - RANGE_MARGIN), high + RANGE_MARGIN];
}

function usualGeneration(frame: GridFrame, name: string, origin: number): Float64Array | null {
  const found = frame.sources.find(({ source }) => source === name);
  return found === undefined ? null : usualDay(found.generationMw, origin);
}
