import { HOUR_MS } from '@ecobe/carbon';
import { ISSUED_HOURS } from '../forecast-model';
import type { ModelRefusal } from '../forecast-model';
import type { GridHistory, WeatherColumns } from '../grid-history';
import { knownAt } from '../known-at';
import type { PointModel, PredictedLogs } from '../point-model';
import { POINT_HISTORY_HOURS } from './serving-history';

/**
 * What a point model says at an origin from the hours before it. It always sees the same stretch of history, however
 * long the request's is, so that a replay later says to the bit what was said at the issue.
 */
export const predictLogs = (
  model: PointModel,
  grid: GridHistory,
  originMs: number,
): PredictedLogs | ModelRefusal =>
  model.predict({ ...pointWindow(grid, originMs), issuedAtMs: originMs, horizonHours: ISSUED_HOURS });

/** The stretch that a point model sees at an origin, as views without a copy. */
const pointWindow = (grid: GridHistory, originMs: number): GridHistory =>
  knownAt(from(grid, windowStart(grid, originMs)), originMs);

/** Index of the first hour of the stretch. */
export const windowStart = ({ history }: GridHistory, originMs: number): number =>
  Math.max(0, (originMs - history.startMs) / HOUR_MS - POINT_HISTORY_HOURS);

const from = ({ history, sources, weather }: GridHistory, first: number): GridHistory => ({
  history: { startMs: history.startMs + first * HOUR_MS, values: history.values.subarray(first) },
  ...(sources && {
    sources: sources.map((source) => ({ ...source, valuesMw: source.valuesMw.subarray(first) })),
  }),
  ...(weather && { weather: { byAgeDays: weather.byAgeDays.map((columns) => columnsFrom(columns, first)) } }),
});

const columnsFrom = (columns: WeatherColumns, first: number): WeatherColumns => ({
  windSpeedMs: columns.windSpeedMs.subarray(first),
  temperatureK: columns.temperatureK.subarray(first),
  dewpointK: columns.dewpointK.subarray(first),
  shortwaveRadiationWPerM2: columns.shortwaveRadiationWPerM2.subarray(first),
  precipitationMm: columns.precipitationMm.subarray(first),
});
