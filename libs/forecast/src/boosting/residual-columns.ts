import type { GridFrame, SourceSignal } from '../ridge/grid-frame';
import { HOURS_PER_DAY, deviationAt, meanDeviation, slotOf } from '../ridge/signal';
import { at } from '../rolling-errors';
import { meanBefore } from './mean-before';
import type { ResidualColumn, ResidualPlace } from './residual-place';
import { hourWeatherColumns, issueWeatherColumns } from './residual-weather-columns';

/** What is the same for all hours of a forecast, and what each hour has. */
export interface ResidualColumns {
  readonly ofIssue: readonly ResidualColumn[];
  readonly ofHour: readonly ResidualColumn[];
}

const LAGS_HOURS = [1, 2, 3, 4, 6, 12, 18, 24];
const MEANS_HOURS = [24, 72];
const SAME_HOUR_DAYS = [1, 2, 3, 7];
const WEEK_HOURS = 7 * HOURS_PER_DAY;
const MONTH_HOURS = 28 * HOURS_PER_DAY;
const DAYS_PER_YEAR = 365.2425;

/** All columns over a frame, in a fixed order. */
export const residualColumns = (frame: GridFrame): ResidualColumns => ({
  ofIssue: [
    ...intensityColumns(frame),
    ...frame.sources.flatMap(sourceColumns),
    ...frame.weather.flatMap((signal) => issueWeatherColumns(frame, signal)),
  ],
  ofHour: [...hourColumns(frame), ...frame.weather.flatMap((signal) => hourWeatherColumns(frame, signal))],
});

/** The newest deviations, and levels: after an unusual week the base goes on with it, and the grid does not. */
const intensityColumns = ({ intensity }: GridFrame): ResidualColumn[] => [
  ...LAGS_HOURS.map((lag) => ({
    name: `lag-${lag}`,
    valueAt: ({ origin }: ResidualPlace) => deviationAt(intensity, origin, -lag),
  })),
  ...MEANS_HOURS.map((hours) => ({
    name: `mean-${hours}`,
    valueAt: ({ origin }: ResidualPlace) => meanDeviation(intensity, origin, hours),
  })),
  { name: 'week', valueAt: ({ usualDay }) => meanOf(usualDay) },
  {
    name: 'week-against-month',
    valueAt: ({ origin, usualDay }) => meanOf(usualDay) - meanBefore(intensity.values, origin, MONTH_HOURS),
  },
];

const sourceColumns = ({ source, share }: SourceSignal): ResidualColumn[] => [
  { name: `${source}-lag-1`, valueAt: ({ origin }) => deviationAt(share, origin, -1) },
  { name: `${source}-mean-24`, valueAt: ({ origin }) => meanDeviation(share, origin, HOURS_PER_DAY) },
  { name: `${source}-week`, valueAt: ({ origin }) => meanBefore(share.values, origin, WEEK_HOURS) },
];

const hourColumns = ({ startHour, intensity }: GridFrame): ResidualColumn[] => [
  { name: 'lead', valueAt: ({ origin, target }) => target - origin },
  { name: 'hour', valueAt: ({ target }) => slotOf(startHour + target) },
  { name: 'weekday', valueAt: ({ target }) => Math.floor((startHour + target) / HOURS_PER_DAY) % 7 },
  { name: 'season', valueAt: ({ target }) => ((startHour + target) / HOURS_PER_DAY) % DAYS_PER_YEAR },
  ...SAME_HOUR_DAYS.map((days) => ({
    name: `day-${days}`,
    valueAt: ({ origin, target }: ResidualPlace) =>
      deviationAt(intensity, origin, slotOf(target - origin) - days * HOURS_PER_DAY),
  })),
  { name: 'shape', valueAt: (place) => usualOf(place) - meanOf(place.usualDay) },
  { name: 'base', valueAt: (place) => at(place.baseLogs, place.target - place.issue) - usualOf(place) },
];

const usualOf = ({ usualDay, origin, target }: ResidualPlace): number =>
  at(usualDay, slotOf(target - origin));

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
