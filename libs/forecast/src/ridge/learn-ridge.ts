import { HOUR_MS } from '@ecobe/carbon';
import type { ModelRefusal } from '../forecast-model';
import type { GridHistory } from '../grid-history';
import type { TrainingRequest } from '../model-trainer';
import { factorMismatch } from './factor-check';
import { frameUntil } from './grid-frame';
import type { GridFrame } from './grid-frame';
import { fitRidge } from './ridge-fit';
import type { RidgeParameters } from './ridge-parameters';

/** Under four weeks the profile is what can be known. */
const MIN_KNOWN_HOURS = 28 * 24;
/** Sources not told for that long are gone. */
const RECENT_HOURS = 28 * 24;
/** Factors are checked on the last year, since a zone's sources change. */
const CHECKED_HOURS = 365 * 24;

/** The targets of a zone: its intensity, or the generation of each of its sources. */
export type WantedTargets = 'intensity' | 'sources' | 'both';

/** Learns the regressions of a zone, or says why it cannot. */
export function learnRidge(request: TrainingRequest, wanted: WantedTargets): RidgeParameters | ModelRefusal {
  const sourceNames = reportingSources(request);
  const hasWeather = (request.weather?.byAgeDays.length ?? 0) > 0;
  const frame = frameUntil(withWeather(request, hasWeather), request.untilMs, sourceNames);
  const known = frame.intensity.values.filter((log) => !Number.isNaN(log));
  if (known.length < MIN_KNOWN_HOURS) {
    return refusal(
      `${known.length} known hours of history, at least ${MIN_KNOWN_HOURS} are needed to learn from`,
    );
  }
  const mismatch = wanted === 'intensity' ? null : mismatchOf(request, sourceNames);
  if (mismatch !== null && wanted === 'sources') return refusal(mismatch);
  const forecast = mismatch === null && wanted !== 'intensity' ? frame.sources : [];
  const learnt = {
    inputs: inputNames(frame),
    sourceNames,
    hasWeather,
    sources: forecast.map(({ source, emissionFactorGPerKwh }) => ({ source, emissionFactorGPerKwh })),
    hasIntensity: wanted !== 'sources',
    logRange: [lowest(known), -lowest(known.map((log) => -log))] as const,
  };
  const outputs = { hasIntensity: learnt.hasIntensity, sources: [...forecast.keys()] };
  const fitted = fitRidge(frame, outputs, request.onProgress);
  if (fitted.anchors.every((anchor) => anchor === null))
    return refusal('too few days on which an hour is known');
  return { ...learnt, ...fitted };
}

/** The grid with weather or without, be it known or not: columns are laid out by that. */
export const withWeather = (
  { history, sources, weather }: GridHistory,
  hasWeather: boolean,
): GridHistory => ({
  history,
  ...(sources && { sources }),
  ...(hasWeather && { weather: weather ?? { byAgeDays: [] } }),
});

const inputNames = (frame: GridFrame): string[] => [
  'carbon-intensity-history',
  ...(frame.sources.length > 0 ? ['generation-by-source'] : []),
  ...(frame.weather.length > 0 ? ['weather'] : []),
];

const refusal = (reason: string): ModelRefusal => ({ kind: 'refused', reason });

const lowest = (values: Float64Array): number =>
  values.reduce((low, value) => Math.min(low, value), Infinity);

/** Whole hours of a request before its end. */
const hoursOf = ({ history, untilMs }: TrainingRequest): number =>
  Math.max(0, Math.floor((untilMs - history.startMs) / HOUR_MS));

/** Sources that were told in the last days; one that ended, or never was, is none of the zone's mix now. */
export function reportingSources(request: TrainingRequest): string[] {
  const end = hoursOf(request);
  const recent = (request.sources ?? []).filter(({ valuesMw }) =>
    valuesMw.subarray(Math.max(0, end - RECENT_HOURS), end).some((mw) => !Number.isNaN(mw)),
  );
  return recent.map(({ source }) => source);
}

function mismatchOf(request: TrainingRequest, reporting: readonly string[]): string | null {
  if (reporting.length === 0) return 'no generation by source is known';
  const sources = (request.sources ?? []).filter(({ source }) => reporting.includes(source));
  const end = hoursOf(request);
  return factorMismatch({ history: request.history, sources }, end - CHECKED_HOURS, end);
}
