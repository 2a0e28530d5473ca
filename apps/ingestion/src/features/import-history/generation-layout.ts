import type { GenerationMw } from '../../ports/observation-store';
import { readInstant, readNumber } from './history-layout';
import type { HistoryLayout, HistoryRow } from './history-layout';

// Column of the file for each mode; a zone's file has only those that its grid reports.
const MODE_COLUMNS: Record<keyof GenerationMw, string> = {
  coal: 'coal',
  gas: 'nat_gas',
  oil: 'oil',
  nuclear: 'nuclear',
  hydro: 'hydro',
  wind: 'wind',
  solar: 'solar',
  biomass: 'biomass',
  geothermal: 'geothermal',
  other: 'other',
  unknown: 'unknown',
};
const WEATHER_COLUMNS = [
  'wx_wind_speed_ms',
  'wx_temperature_k',
  'wx_dewpoint_k',
  'wx_dswrf_wm2',
  'wx_precip_mm',
];
const REQUIRED = ['datetime_utc', 'carbon_intensity_lifecycle', 'carbon_intensity_direct'];

/**
 * Hourly intensity in both bases with generation by source (MW) and day-ahead weather: the published benchmark sets.
 * Null if the header is of another kind.
 */
export function generationLayout(header: readonly string[]): HistoryLayout | null {
  const columns = header.map((name) => name.trim().toLowerCase());
  if (!REQUIRED.every((name) => columns.includes(name))) return null;
  const number = (cells: readonly string[], name: string, minimum?: number) => {
    const index = columns.indexOf(name);
    return index === -1 ? null : readNumber(cells[index], name, minimum);
  };
  const read = (cells: readonly string[]): HistoryRow => ({
    validAtMs: readInstant(cells[columns.indexOf('datetime_utc')] ?? ''),
    carbonIntensityGPerKwh: {
      lifecycle: number(cells, 'carbon_intensity_lifecycle'),
      direct: number(cells, 'carbon_intensity_direct'),
    },
    quality: 'measured',
    generation: generationOf((name) => number(cells, name)),
    weather: weatherOf((name, minimum) => number(cells, name, minimum)),
    zone: null,
  });
  return { name: 'generation and weather by hour', source: 'history-import', read };
}

function generationOf(number: (name: string) => number | null): GenerationMw | null {
  const modes = Object.entries(MODE_COLUMNS).map(([mode, column]) => [mode, number(column)] as const);
  if (modes.every(([, value]) => value === null)) return null;
  return Object.fromEntries(modes) as unknown as GenerationMw;
}

function weatherOf(number: (name: string, minimum?: number) => number | null): HistoryRow['weather'] {
  const [windSpeedMs, temperatureK, dewpointK, shortwaveRadiationWPerM2, precipitationMm] =
    WEATHER_COLUMNS.map((name) => number(name));
  const weather = {
    windSpeedMs: windSpeedMs ?? null,
    temperatureK: temperatureK ?? null,
    dewpointK: dewpointK ?? null,
    shortwaveRadiationWPerM2: shortwaveRadiationWPerM2 ?? null,
    precipitationMm: precipitationMm ?? null,
  };
  return Object.values(weather).every((value) => value === null) ? null : weather;
}
