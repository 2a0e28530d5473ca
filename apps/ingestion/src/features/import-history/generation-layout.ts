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
const REQUIRED = ['datetime_utc', 'carbon_intensity_lifecycle', 'carbon_intensity_direct'];

/**
 * Hourly intensity in both bases with generation by source (MW) and day-ahead weather: the published benchmark sets.
 * Null if the header is of another kind.
 */
export function generationLayout(header: readonly string[]): HistoryLayout | null {
  const columns = header.map((name) => name.trim().toLowerCase());
  if (!REQUIRED.every((name) => columns.includes(name))) return null;
  // none of these quantities can be negative; a missing column is an empty cell
  const number = (cells: readonly string[], name: string) => {
    const index = columns.indexOf(name);
    return index === -1 ? null : readNumber(cells[index], name, 0);
  };
  const read = (cells: readonly string[]): HistoryRow => ({
    validAtMs: readInstant(cells[columns.indexOf('datetime_utc')] ?? ''),
    carbonIntensityGPerKwh: {
      lifecycle: number(cells, 'carbon_intensity_lifecycle'),
      direct: number(cells, 'carbon_intensity_direct'),
    },
    quality: 'measured',
    generation: generationOf((name) => number(cells, name)),
    weather: weatherOf((name) => number(cells, name)),
    zone: null,
  });
  return { name: 'generation and weather by hour', source: 'history-import', read };
}

function generationOf(number: (name: string) => number | null): GenerationMw | null {
  const modes = Object.entries(MODE_COLUMNS).map(([mode, column]) => [mode, number(column)] as const);
  if (modes.every(([, value]) => value === null)) return null;
  return Object.fromEntries(modes) as unknown as GenerationMw;
}

function weatherOf(number: (name: string) => number | null): HistoryRow['weather'] {
  const weather = {
    windSpeedMs: number('wx_wind_speed_ms'),
    temperatureK: number('wx_temperature_k'),
    dewpointK: number('wx_dewpoint_k'),
    shortwaveRadiationWPerM2: number('wx_dswrf_wm2'),
    precipitationMm: number('wx_precip_mm'),
  };
  return Object.values(weather).every((value) => value === null) ? null : weather;
}
