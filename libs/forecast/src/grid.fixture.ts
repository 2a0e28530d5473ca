import { START_MS, seededNoise } from './history.fixture';
import type { GridHistory, SourceHistory, WeatherColumns } from './grid-history';

export type SyntheticGrid = Required<GridHistory>;

const EXTRA_DAYS = 5;

/** A wind whose level wanders over days, 2..14 m/s. */
function windOf(hours: number, seed: number): Float64Array {
  const noise = seededNoise(seed);
  let level = 0;
  return Float64Array.from({ length: hours }, () => {
    level = 0.98 * level + 0.2 * noise();
    return 8 + 6 * Math.tanh(level);
  });
}

function weatherOf(windSpeedMs: Float64Array): WeatherColumns {
  const sun = (hour: number) => Math.max(0, Math.sin((2 * Math.PI * ((hour % 24) - 6)) / 24));
  return {
    windSpeedMs,
    temperatureK: windSpeedMs.map((_, hour) => 283 + 5 * sun(hour)),
    dewpointK: windSpeedMs.map(() => 278),
    shortwaveRadiationWPerM2: windSpeedMs.map((_, hour) => 600 * sun(hour)),
    precipitationMm: windSpeedMs.map(() => 0),
  };
}

/**
 * A grid of gas, wind and sun: wind plants follow a wandering wind, which the weather forecasts for its own day and
 * (with `ages` > 1) for later ones; gas covers the rest of a daily load. Weather reaches 5 days past the history.
 */
export function syntheticGrid(hours: number, seed: number, ages = 1): SyntheticGrid {
  const all = weatherOf(windOf(hours + EXTRA_DAYS * 24, seed));
  const noise = seededNoise(seed + 1);
  const wind = all.windSpeedMs.subarray(0, hours).map((speed) => 400 * speed + 50 * noise());
  const solar = all.shortwaveRadiationWPerM2.subarray(0, hours).map((radiation) => 3 * radiation);
  const gas = wind.map((mw, hour) =>
    Math.max(500, 9000 + 1500 * Math.sin((2 * Math.PI * hour) / 24) - mw - (solar[hour] ?? 0)),
  );
  const sources: SourceHistory[] = [
    { source: 'gas', emissionFactorGPerKwh: 490, valuesMw: gas },
    { source: 'wind', emissionFactorGPerKwh: 11, valuesMw: wind },
    { source: 'solar', emissionFactorGPerKwh: 45, valuesMw: solar },
  ];
  const values = gas.map((_, hour) => intensityOf(sources, hour));
  return {
    history: { startMs: START_MS, values },
    sources,
    weather: { byAgeDays: Array.from({ length: ages }, () => all) },
  };
}

function intensityOf(sources: readonly SourceHistory[], hour: number): number {
  let [grams, total] = [0, 0];
  for (const { valuesMw, emissionFactorGPerKwh } of sources) {
    grams += (valuesMw[hour] ?? 0) * emissionFactorGPerKwh;
    total += valuesMw[hour] ?? 0;
  }
  return grams / total;
}

/** The grid with every hour that an issue must not see replaced: all from it on, and weather of later runs. */
export function poisonedFrom(grid: GridHistory, hour: number, poison: number): GridHistory {
  const dayStart = hour - (hour % 24);
  const cut = (values: Float64Array, from: number) => values.map((value, i) => (i < from ? value : poison));
  return {
    history: { ...grid.history, values: cut(grid.history.values, hour) },
    sources: (grid.sources ?? []).map((source) => ({ ...source, valuesMw: cut(source.valuesMw, hour) })),
    weather: {
      byAgeDays: (grid.weather?.byAgeDays ?? []).map((columns, age) => {
        const from = dayStart + (age + 1) * 24;
        return {
          windSpeedMs: cut(columns.windSpeedMs, from),
          temperatureK: cut(columns.temperatureK, from),
          dewpointK: cut(columns.dewpointK, from),
          shortwaveRadiationWPerM2: cut(columns.shortwaveRadiationWPerM2, from),
          precipitationMm: cut(columns.precipitationMm, from),
        };
      }),
    },
  };
}
