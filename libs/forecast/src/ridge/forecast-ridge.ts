import type { ModelRefusal } from '../forecast-model';
import type { PointRequest } from '../point-model';
import { at } from '../rolling-errors';
import { spanOf } from './forecast-span';
import type { ForecastSpan } from './forecast-span';
import { frameAtIssue } from './grid-frame';
import type { GridFrame } from './grid-frame';
import { withWeather } from './learn-ridge';
import type { RidgeParameters } from './ridge-parameters';
import { predictDeviations, regressionLayout } from './ridge-prediction';
import type { PredictedDeviations } from './ridge-prediction';
import { slotOf } from './signal';
import { usualDay } from './usual-day';

/** How far beyond all that was seen a forecast may go, on the log scale. */
const RANGE_MARGIN = 0.1;

/** All that the regressions of a zone say at one issue, from which intensities are read in one way or the other. */
export interface RidgeForecast {
  readonly parameters: RidgeParameters;
  readonly frame: GridFrame;
  readonly span: ForecastSpan;
  readonly deviations: PredictedDeviations;
}

/** Opens learnt regressions: their answer to each request. */
export function openRidge(
  parameters: RidgeParameters,
): (request: PointRequest) => RidgeForecast | ModelRefusal {
  const layout = regressionLayout();
  return (request) => {
    const grid = withWeather(request, parameters.hasWeather);
    const frame = frameAtIssue(grid, request.issuedAtMs, parameters.sourceNames);
    const span = spanOf(frame, request.horizonHours);
    if ('kind' in span) return span;
    const deviations = predictDeviations(parameters, frame, span, layout);
    return 'kind' in deviations ? deviations : { parameters, frame, span, deviations };
  };
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
  const [low, high] = seenRange(parameters, frame.intensity.values);
  return deviations.intensity.map((deviation, hour) =>
    Math.max(low, Math.min(high, usualAt(usual, span, hour) + deviation)),
  );
}

/** Intensities of the generation that is forecast source by source, on the log scale. */
export function mixLogs({ parameters, frame, span, deviations }: RidgeForecast): Float64Array | ModelRefusal {
  if (parameters.sources.length === 0) return refusal('generation by source was not learnt');
  if (deviations.missing.length > 0) return refusal(`${deviations.missing.join(' and ')} missing`);
  const [grams, total] = [new Float64Array(span.horizonHours), new Float64Array(span.horizonHours)];
  for (const [output, { source, emissionFactorGPerKwh }] of parameters.sources.entries()) {
    const usual = usualGeneration(frame, source, span.origin);
    if (usual === null) return refusal(`generation from ${source} is unknown in the last 7 days`);
    deviations.sources[output]?.forEach((deviation, hour) => {
      const mw = Math.max(0, usualAt(usual, span, hour) + deviation);
      grams[hour] = at(grams, hour) + mw * emissionFactorGPerKwh;
      total[hour] = at(total, hour) + mw;
    });
  }
  if (total.some((mw) => mw <= 0)) return refusal('no generation is forecast for an hour');
  return grams.map((perHour, hour) => Math.log1p(perHour / at(total, hour)));
}

const refusal = (reason: string): ModelRefusal => ({ kind: 'refused', reason });

const usualAt = (usual: Float64Array, { issue, origin }: ForecastSpan, hour: number): number =>
  at(usual, slotOf(issue + hour - origin));

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
