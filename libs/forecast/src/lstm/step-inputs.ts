import type { ForecastSpan } from '../ridge/forecast-span';
import type { GridFrame } from '../ridge/grid-frame';
import { HOURS_PER_DAY, deviationAt } from '../ridge/signal';
import type { Signal } from '../ridge/signal';
import { meanAnomaly } from '../ridge/weather-signal';
import type { WeatherSignal } from '../ridge/weather-signal';
import { at } from '../rolling-errors';

/** Days that the encoder reads, one a step: those of the profile. */
export const STEP_COUNT = 7;
/** An hour that is not known is taken to deviate as the one before it, for so many hours; then not at all. */
const MAX_CARRIED_HOURS = 12;

/** Where inputs are read: the first hour after the known ones, and the issue, as hour indices of a frame. */
export type Origin = Pick<ForecastSpan, 'origin' | 'issue'>;

/** Names of the inputs of a step, in their order. */
export const stepInputNames = ({ sources, weather }: GridFrame): string[] => [
  ...Array.from({ length: HOURS_PER_DAY }, (_, hour) => `hour-${hour}`),
  ...sources.flatMap(({ source }) => [`${source}-day`, `${source}-last`]),
  ...weather.flatMap(({ name }) => [`${name}-day`, `${name}-day-ahead`]),
];

/**
 * Encoder inputs of one forecast, the oldest day first; NaN where not known. A step holds how far the hours of its
 * day, the shares of sources and the weather were from usual, and the weather of the day that followed: for the newest
 * step that is what is forecast at the issue.
 */
export function putStepInputs(frame: GridFrame, place: Origin, put: (value: number) => void): void {
  const deviations = carriedDeviations(frame, place.origin);
  const weather = frame.weather.map((signal) => weatherByDay(signal, place));
  for (let step = 0; step < STEP_COUNT; step++) {
    for (let hour = 0; hour < HOURS_PER_DAY; hour++) put(at(deviations, step * HOURS_PER_DAY + hour));
    const end = (step + 1 - STEP_COUNT) * HOURS_PER_DAY;
    for (const { share } of frame.sources) {
      put(dayDeviation(share, place.origin, end));
      put(deviationAt(share, place.origin, end - 1));
    }
    for (const days of weather) {
      put(at(days, step));
      put(at(days, step + 1));
    }
  }
}

/** Mean anomalies of the days before the origin, the oldest first, and of the day after it as far as it is forecast. */
function weatherByDay(signal: WeatherSignal, place: Origin): Float64Array {
  return Float64Array.from({ length: STEP_COUNT + 1 }, (_, step) => {
    const start = place.origin + (step - STEP_COUNT) * HOURS_PER_DAY;
    return meanAnomaly(signal, place, start, start + HOURS_PER_DAY);
  });
}

/** Mean deviation of the day that ends `end` hours from the origin. */
function dayDeviation(share: Signal, origin: number, end: number): number {
  let [sum, known] = [0, 0];
  for (let offset = end - HOURS_PER_DAY; offset < end; offset++) {
    const deviation = deviationAt(share, origin, offset);
    if (Number.isNaN(deviation)) continue;
    sum += deviation;
    known += 1;
  }
  return known === 0 ? NaN : sum / known;
}

function carriedDeviations({ intensity }: GridFrame, origin: number): Float64Array {
  let [carried, age] = [0, 0];
  return new Float64Array(STEP_COUNT * HOURS_PER_DAY).map((_, hour, { length }) => {
    const deviation = deviationAt(intensity, origin, hour - length);
    age = Number.isNaN(deviation) ? age + 1 : 0;
    if (age === 0) carried = deviation;
    return age <= MAX_CARRIED_HOURS ? carried : 0;
  });
}
