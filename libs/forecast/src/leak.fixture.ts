import { serialize } from 'node:v8';
import { DAY_MS, HOUR_MS, toIso } from '@ecobe/carbon';
import type { ForecastModel } from './forecast-model';
import type { GridHistory, WeatherColumns } from './grid-history';
import { seededNoise } from './history.fixture';
import { knownAt } from './known-at';
import type { TrainingRequest } from './model-trainer';

/** What stands in place of all that nobody could know: NaN, or numbers that look like any other. */
const POISONS: Readonly<Record<string, () => () => number>> = {
  NaN: () => () => NaN,
  garbage: () => {
    const noise = seededNoise(99);
    return () => Math.abs(1000 * noise());
  },
};
const QUANTILE_LEVELS = [0.05, 0.1, 0.5, 0.9, 0.95];

/** Copies the grid and spoils every hour from the instant on, and all weather of runs of later UTC days. */
function poisonedFrom(grid: GridHistory, instantMs: number, poison: () => number): GridHistory {
  const { startMs } = grid.history;
  const dayEndMs = (Math.floor(instantMs / DAY_MS) + 1) * DAY_MS;
  const spoiled = (values: Float64Array, fromMs: number) =>
    values.map((value, hour) => (startMs + hour * HOUR_MS >= fromMs ? poison() : value));
  const runs = (columns: WeatherColumns, ageDays: number): WeatherColumns => {
    const spoil = (values: Float64Array) => spoiled(values, dayEndMs + ageDays * DAY_MS);
    return {
      windSpeedMs: spoil(columns.windSpeedMs),
      temperatureK: spoil(columns.temperatureK),
      dewpointK: spoil(columns.dewpointK),
      shortwaveRadiationWPerM2: spoil(columns.shortwaveRadiationWPerM2),
      precipitationMm: spoil(columns.precipitationMm),
    };
  };
  return {
    history: { startMs, values: spoiled(grid.history.values, instantMs) },
    sources: grid.sources?.map((source) => ({ ...source, valuesMw: spoiled(source.valuesMw, instantMs) })),
    weather: grid.weather && { byAgeDays: grid.weather.byAgeDays.map(runs) },
  };
}

/** Every way to spoil what is to come, and one that ends with the instant. */
const futures = (grid: GridHistory, instantMs: number): [name: string, grid: GridHistory][] => [
  ...Object.entries(POISONS).map(([name, poison]): [string, GridHistory] => [
    name,
    poisonedFrom(grid, instantMs, poison()),
  ]),
  ['nothing', knownAt(grid, instantMs)],
];

/** Where forecasts change with what nobody could know when they were issued. */
export function leaksOfModel(
  model: ForecastModel,
  grid: GridHistory,
  issueTimesMs: readonly number[],
): string[] {
  return issueTimesMs.flatMap((issuedAtMs) => {
    const said = (known: GridHistory) =>
      serialize(model.predict({ ...known, issuedAtMs, horizonHours: 96, quantileLevels: QUANTILE_LEVELS }));
    const plain = said(grid);
    return futures(grid, issuedAtMs)
      .filter(([, future]) => !plain.equals(said(future)))
      .map(([name]) => `${model.name} at ${toIso(issuedAtMs)} changes with ${name} after the issue`);
  });
}

/** Whatever learns. */
export interface Learner {
  readonly name: string;
  train(request: TrainingRequest): Promise<unknown>;
}

/** Where a fit changes with what came after its end. */
export async function leaksOfTraining(
  trainer: Learner,
  grid: GridHistory,
  untilMs: number,
): Promise<string[]> {
  const plain = serialize(await trainer.train({ ...grid, untilMs }));
  const leaks: string[] = [];
  for (const [name, future] of futures(grid, untilMs)) {
    const fit = serialize(await trainer.train({ ...future, untilMs }));
    if (!plain.equals(fit)) leaks.push(`${trainer.name} learns otherwise with ${name} after its end`);
  }
  return leaks;
}
