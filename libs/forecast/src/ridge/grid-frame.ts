import { HOUR_MS } from '@ecobe/carbon';
import type { GridHistory } from '../grid-history';
import { toLogScale } from '../rolling-errors';
import { signalOf } from './signal';
import type { Signal } from './signal';
import { weatherSignals } from './weather-signal';
import type { WeatherSignal } from './weather-signal';

/** Days before an origin that a regression's columns read: 7 of profile, and the deviations of those days. */
const RIDGE_READ_DAYS = 9;

/** One source's generation: MW for its own forecast, and its share of all generation, 0..1. */
export interface SourceSignal {
  readonly source: string;
  readonly emissionFactorGPerKwh: number;
  readonly generationMw: Signal;
  readonly share: Signal;
}

/** A zone as regressions see it. Hour indices count from the frame's start; no hour from its end on is in it. */
export interface GridFrame {
  /** Whole hours from the epoch to index 0. */
  readonly startHour: number;
  /** Index after the last hour that may be read. */
  readonly endHour: number;
  /** Carbon intensity on the log scale. */
  readonly intensity: Signal;
  readonly sources: readonly SourceSignal[];
  readonly weather: readonly WeatherSignal[];
}

/** All hours before an instant, for learning; of the sources only the named ones. */
export const frameUntil = (grid: GridHistory, untilMs: number, sourceNames: readonly string[]): GridFrame =>
  frameOf(withSources(grid, sourceNames), 0, untilMs);

/** The last days before an issue, for one forecast; of the sources only the named ones. */
export function frameAtIssue(
  grid: GridHistory,
  issuedAtMs: number,
  sourceNames: readonly string[],
  readDays = RIDGE_READ_DAYS,
): GridFrame {
  const hours = Math.floor((issuedAtMs - grid.history.startMs) / HOUR_MS);
  return frameOf(withSources(grid, sourceNames), Math.max(0, hours - readDays * 24), issuedAtMs);
}

/** Sources in the order of their names; one that is not there is unknown at all hours. */
function withSources({ history, sources = [], weather }: GridHistory, names: readonly string[]): GridHistory {
  const unknown = { emissionFactorGPerKwh: 0, valuesMw: new Float64Array(0) };
  const named = names.map(
    (name) => sources.find(({ source }) => source === name) ?? { ...unknown, source: name },
  );
  return { history, sources: named, ...(weather && { weather }) };
}

function frameOf(grid: GridHistory, from: number, endMs: number): GridFrame {
  // Rounded although whole: what comes out of a division is kept as a floating-point number, and so is all that counts on
  // from it; as an index into an array that is several times as slow.
  const startHour = Math.floor(grid.history.startMs / HOUR_MS) + from;
  const endHour = Math.max(0, Math.floor(endMs / HOUR_MS) - startHour);
  const cut = (values: Float64Array) => values.subarray(from, from + endHour);
  const generation = (grid.sources ?? []).map((source) => ({ ...source, valuesMw: cut(source.valuesMw) }));
  const totalMw = totalOf(generation.map(({ valuesMw }) => valuesMw));
  const byAgeDays = grid.weather?.byAgeDays.map((columns) => ({
    windSpeedMs: columns.windSpeedMs.subarray(from),
    temperatureK: columns.temperatureK.subarray(from),
    dewpointK: columns.dewpointK.subarray(from),
    shortwaveRadiationWPerM2: columns.shortwaveRadiationWPerM2.subarray(from),
    precipitationMm: columns.precipitationMm.subarray(from),
  }));
  return {
    startHour,
    endHour,
    intensity: signalOf(toLogScale(cut(grid.history.values))),
    sources: generation.map(({ source, emissionFactorGPerKwh, valuesMw }) => ({
      source,
      emissionFactorGPerKwh,
      generationMw: signalOf(valuesMw),
      share: signalOf(valuesMw.map((mw, hour) => shareOf(mw, totalMw[hour] ?? NaN))),
    })),
    weather: byAgeDays === undefined ? [] : weatherSignals({ byAgeDays }, startHour, endHour),
  };
}

const shareOf = (mw: number, totalMw: number): number => (totalMw > 0 ? mw / totalMw : NaN);

/** MW of all sources that are known in the hour. */
function totalOf(sources: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(Math.max(0, ...sources.map((valuesMw) => valuesMw.length)));
  for (const valuesMw of sources) {
    valuesMw.forEach((mw, hour) => {
      if (!Number.isNaN(mw)) total[hour] = (total[hour] ?? 0) + mw;
    });
  }
  return total;
}
