import { isUnknown } from './unknown';
import type { WeatherColumns, WeatherHistory } from '../grid-history';
import { at } from '../rolling-errors';
import { HOURS_PER_DAY, profileAt, signalOf } from './signal';
import type { Signal } from './signal';

/** One quantity of the weather: which column it is, and what is made of it. */
interface WeatherQuantity {
  readonly name: string;
  readonly column: keyof WeatherColumns;
  readonly of: (value: number) => number;
  /** Whether it changes much from one step of a run to the next. */
  readonly isSteep: boolean;
}

const same = (value: number): number => value;

/** What moves generation: wind (its power grows faster than its speed), sun, and the need for heat and cold. */
const QUANTITIES: readonly WeatherQuantity[] = [
  { name: 'wind', column: 'windSpeedMs', of: same, isSteep: true },
  { name: 'wind-squared', column: 'windSpeedMs', of: (value) => value * value, isSteep: true },
  { name: 'radiation', column: 'shortwaveRadiationWPerM2', of: same, isSteep: true },
  { name: 'temperature', column: 'temperatureK', of: same, isSteep: false },
  { name: 'dewpoint', column: 'dewpointK', of: same, isSteep: false },
  { name: 'precipitation', column: 'precipitationMm', of: same, isSteep: false },
];

/** One weather quantity as runs forecast it, and its usual course in the hours that are over. */
export interface WeatherSignal {
  readonly name: string;
  readonly isSteep: boolean;
  /** What the newest run that existed at `issue` said of hour `hour`; NaN if none did. */
  valueAt(hour: number, issue: number): number;
  /** Hours by the newest run there is of each; read before the origin only. */
  readonly past: Signal;
}

/**
 * Weather quantities by hour index. A run of the issue's own UTC day exists at the issue, none of a later day does.
 * @param startHour hour index 0 in whole hours since the epoch
 * @param hours hours whose usual course is wanted
 */
export function weatherSignals(weather: WeatherHistory, startHour: number, hours: number): WeatherSignal[] {
  const { floor } = Math;
  const dayOf = (hour: number) => floor((startHour + hour) / HOURS_PER_DAY);
  return QUANTITIES.map(({ name, column, of, isSteep }) => {
    const byAge = weather.byAgeDays.map((columns) => columns[column]);
    const valueAt = (hour: number, issue: number) => {
      const youngest = dayOf(hour) - dayOf(issue);
      for (let age = youngest > 0 ? youngest : 0; age < byAge.length; age++) {
        const value = byAge[age]?.[hour];
        if (value !== undefined && !isUnknown(value)) return of(value);
      }
      return NaN;
    };
    return {
      name,
      isSteep,
      valueAt,
      past: signalOf(Float64Array.from({ length: hours }, (_, i) => valueAt(i, i))),
    };
  });
}

/** How far the weather forecast for an hour is from its own last 7 days, as known at the issue. */
export function weatherAnomaly(signal: WeatherSignal, origin: number, hour: number, issue: number): number {
  const value = signal.valueAt(hour, issue);
  return isUnknown(value) ? NaN : value - profileAt(signal.past, origin, hour - origin);
}

/** Mean anomaly over hours `from`..`to` - 1, of those that are known at the issue; NaN if none is. */
export function meanAnomaly(
  signal: WeatherSignal,
  { origin, issue }: { origin: number; issue: number },
  from: number,
  to: number,
): number {
  let sum = 0;
  let known = 0;
  for (let hour = from; hour < to; hour++) {
    const anomaly = at(signal.past.values, hour) - profileAt(signal.past, origin, hour - origin);
    const value = hour < origin ? anomaly : weatherAnomaly(signal, origin, hour, issue);
    if (isUnknown(value)) continue;
    sum += value;
    known += 1;
  }
  return known === 0 ? NaN : sum / known;
}
