import { calendarColumns } from './calendar-columns';
import type { Column } from './column';
import type { GridFrame } from './grid-frame';
import { HOURS_PER_DAY, deviationAt, meanDeviation } from './signal';
import type { Signal } from './signal';
import { firstDayColumns, pastWeatherColumns, targetWeatherColumns } from './weather-columns';

/** Lags of the intensity go back a week, to the same hour a week before the target. */
const INTENSITY_LAGS = 7 * HOURS_PER_DAY;
/** Lags of a source's generation go back to the same hours of two days. */
const SOURCE_LAGS = 2 * HOURS_PER_DAY;

/** Inputs that are the same for every hour of one forecast, and those of one hour ahead. */
export interface ColumnPool {
  /** First the constant; then what every regression may read, in groups; then own lags of each series. */
  readonly origin: readonly Column[];
  readonly target: readonly Column[];
  readonly groups: {
    readonly plain: readonly number[];
    readonly shares: readonly number[];
    readonly weather: readonly number[];
  };
  /** Place of lag 1 of the intensity; lag 2 is next. */
  readonly intensityLags: number;
  /** Places of each source's mean deviations, followed by its lags. */
  readonly sourceMeans: readonly number[];
}

const constant: Column = { name: 'constant', valueAt: () => 1 };

/** Lays out all inputs of a zone; the layout depends on nothing but the sources' names and whether there is weather. */
export function columnPool(frame: GridFrame): ColumnPool {
  const plain = [constant, ...meanColumns('intensity', frame.intensity), ...calendarColumns(frame)];
  const shares = frame.sources.flatMap(({ source, share }) => shareColumns(source, share));
  const weather = frame.weather.flatMap((signal) => [
    ...firstDayColumns(frame, signal),
    ...pastWeatherColumns(signal),
  ]);
  const own = frame.sources.map(({ source, generationMw }) => [
    ...meanColumns(source, generationMw),
    ...lagColumns(source, generationMw, SOURCE_LAGS),
  ]);
  const shared = [...plain, ...shares, ...weather];
  const intensity = lagColumns('intensity', frame.intensity, INTENSITY_LAGS);
  const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
  return {
    origin: [...shared, ...intensity, ...own.flat()],
    target: frame.weather.flatMap((signal) => targetWeatherColumns(frame, signal)),
    groups: {
      plain: range(0, plain.length),
      shares: range(plain.length, shares.length),
      weather: range(plain.length + shares.length, weather.length),
    },
    intensityLags: shared.length,
    sourceMeans: own.map((columns, source) => shared.length + intensity.length + source * columns.length),
  };
}

const MEAN_HOURS = [24, 72];
/** How many mean deviations stand before a source's lags. */
export const MEAN_COUNT = MEAN_HOURS.length;

const meanColumns = (name: string, signal: Signal): Column[] =>
  MEAN_HOURS.map((hours) => ({
    name: `${name}-mean-${hours}`,
    valueAt: ({ origin }) => meanDeviation(signal, origin, hours),
  }));

const lagColumns = (name: string, signal: Signal, hours: number): Column[] =>
  Array.from({ length: hours }, (_, i) => ({
    name: `${name}-lag-${i + 1}`,
    valueAt: ({ origin }) => deviationAt(signal, origin, -(i + 1)),
  }));

const shareColumns = (source: string, share: Signal): Column[] => [
  { name: `${source}-share-lag-1`, valueAt: ({ origin }) => deviationAt(share, origin, -1) },
  {
    name: `${source}-share-mean-24`,
    valueAt: ({ origin }) => meanDeviation(share, origin, HOURS_PER_DAY),
  },
];
