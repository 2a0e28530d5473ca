import { EMISSION_FACTORS } from '@ecobe/carbon';
import type { Basis, GenerationMode } from '@ecobe/carbon';
import type { GridHistory, SourceHistory, WeatherColumns, WeatherHistory } from '@ecobe/forecast';
import type { GridFile } from './grid-file';

/** What a forecast may see of the weather of later days: nothing, later runs too (an optimistic bound), or no weather at all. */
export const WEATHER_MODES = ['day1', 'rolling', 'none'] as const;
export type WeatherMode = (typeof WEATHER_MODES)[number];

/** Days after the day that `rolling` reaches. */
const ROLLING_DAYS = 3;

/**
 * Columns of the benchmark by generation mode. Its intensities were made with the world default factors of the
 * catalogue (IPCC 2014 and, for oil and unknown sources, Electricity Maps' defaults).
 */
const MODE_OF_COLUMN: Readonly<Record<string, GenerationMode>> = {
  coal: 'coal',
  nat_gas: 'gas',
  oil: 'oil',
  nuclear: 'nuclear',
  hydro: 'hydro',
  wind: 'wind',
  solar: 'solar',
  biomass: 'biomass',
  geothermal: 'geothermal',
  other: 'unknown',
  unknown: 'unknown',
};

/** The zone as models get to know it. @throws Error for a file without the intensity of that basis. */
export function gridHistoryOf(grid: GridFile, basis: Basis, weatherMode: WeatherMode): GridHistory {
  const values = grid.columns.get(`carbon_intensity_${basis}`);
  if (values === undefined) throw new Error(`${grid.file}: there is no column carbon_intensity_${basis}`);
  const sources = sourcesOf(grid, basis);
  const weather = weatherMode === 'none' ? null : weatherOf(grid, weatherMode);
  return {
    history: { startMs: grid.startMs, values },
    ...(sources.length > 0 && { sources }),
    ...(weather && { weather }),
  };
}

function sourcesOf({ columns }: GridFile, basis: Basis): SourceHistory[] {
  return Object.entries(MODE_OF_COLUMN).flatMap(([source, mode]) => {
    const valuesMw = columns.get(source);
    if (valuesMw === undefined) return [];
    const { lifecycleGPerKwh, directGPerKwh } = EMISSION_FACTORS[mode];
    return [
      { source, valuesMw, emissionFactorGPerKwh: basis === 'lifecycle' ? lifecycleGPerKwh : directGPerKwh },
    ];
  });
}

/** Rows of the file are what the run of their own day said. `rolling` offers them as if earlier days' runs had said so. */
function weatherOf({ columns, hourCount }: GridFile, mode: 'day1' | 'rolling'): WeatherHistory | null {
  const column = (name: string) => columns.get(`wx_${name}`) ?? new Float64Array(hourCount).fill(NaN);
  if (![...columns.keys()].some((name) => name.startsWith('wx_'))) return null;
  const ownDay: WeatherColumns = {
    windSpeedMs: column('wind_speed_ms'),
    temperatureK: column('temperature_k'),
    dewpointK: column('dewpoint_k'),
    shortwaveRadiationWPerM2: column('dswrf_wm2'),
    precipitationMm: column('precip_mm'),
  };
  return { byAgeDays: new Array<WeatherColumns>(mode === 'rolling' ? ROLLING_DAYS + 1 : 1).fill(ownDay) };
}
