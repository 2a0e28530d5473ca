import { toIso } from '@ecobe/carbon';
import type { CarbonObservation } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';
import type { GenerationObservation, WeatherRun } from '../ports/observation-store';

type Cell = string | number | null;

interface Column<Row> {
  name: string;
  type: 'integer' | 'smallint' | 'text' | 'timestamptz' | 'float8' | 'real[]';
  of: (row: Row) => Cell;
}

/** A bitemporal table: which columns name a fact, and which carry its value. `known_at` is always the last of the key. */
export interface ObservationTable<Row> {
  name: string;
  key: Column<Row>[];
  values: Column<Row>[];
}

/** A carbon intensity with its series' number in place of the four words. */
export type NumberedObservation = CarbonObservation & { seriesNumber: number };

// A bulk load names the same few thousand hours for every series; writing each out once halves its cost.
const MOST_TEXTS = 10_000;
const isoTexts = new Map<number, string>();

function isoText(instantMs: number): string {
  const known = isoTexts.get(instantMs);
  if (known !== undefined) return known;
  if (isoTexts.size >= MOST_TEXTS) isoTexts.clear();
  const text = toIso(instantMs);
  isoTexts.set(instantMs, text);
  return text;
}

const validAt = {
  name: 'valid_at',
  type: 'timestamptz',
  of: (row: { validAtMs: number }) => isoText(row.validAtMs),
} as const;
const knownAt = {
  name: 'known_at',
  type: 'timestamptz',
  of: (row: { knownAtMs: number }) => isoText(row.knownAtMs),
} as const;
const resolution = {
  name: 'resolution_minutes',
  type: 'smallint',
  of: (row: { resolutionMinutes: number }) => row.resolutionMinutes,
} as const;

export const CARBON_INTENSITY: ObservationTable<NumberedObservation> = {
  name: 'carbon_intensity',
  key: [{ name: 'series_id', type: 'integer', of: (row) => row.seriesNumber }, validAt, knownAt],
  values: [
    resolution,
    { name: 'carbon_intensity_g_per_kwh', type: 'float8', of: (row) => row.carbonIntensityGPerKwh },
    { name: 'quality', type: 'text', of: (row) => row.quality },
  ],
};

export const MODES = [
  'coal',
  'gas',
  'oil',
  'nuclear',
  'hydro',
  'wind',
  'solar',
  'biomass',
  'geothermal',
  'other',
  'unknown',
] as const;

export const GENERATION: ObservationTable<GenerationObservation> = {
  name: 'generation',
  key: [
    { name: 'zone', type: 'text', of: (row) => row.zone },
    { name: 'source', type: 'text', of: (row) => row.source },
    validAt,
    knownAt,
  ],
  values: [
    resolution,
    ...MODES.map((mode) => ({
      name: `${mode}_mw`,
      type: 'float8' as const,
      of: (row: GenerationObservation) => row.mw[mode],
    })),
  ],
};

/** Where each quantity of the weather is stored. */
export const WEATHER_COLUMNS = {
  windSpeedMs: 'wind_speed_ms',
  temperatureK: 'temperature_k',
  dewpointK: 'dewpoint_k',
  shortwaveRadiationWPerM2: 'shortwave_radiation_w_per_m2',
  precipitationMm: 'precipitation_mm',
} as const satisfies Record<keyof WeatherHours, string>;

const arrayText = (values: readonly (number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

export const WEATHER: ObservationTable<WeatherRun> = {
  name: 'weather_run',
  key: [
    { name: 'zone', type: 'text', of: (row) => row.zone },
    { name: 'issued_at', type: 'timestamptz', of: (row) => isoText(row.issuedAtMs) },
    { name: 'source', type: 'text', of: (row) => row.source },
    knownAt,
  ],
  values: [
    { name: 'start_at', type: 'timestamptz', of: (row) => isoText(row.startMs) },
    ...Object.entries(WEATHER_COLUMNS).map(([quantity, name]) => ({
      name,
      type: 'real[]' as const,
      of: (row: WeatherRun) => arrayText(row.hours[quantity as keyof WeatherHours]),
    })),
  ],
};

/** All columns of a table, key first. */
export const columnsOf = <Row>(table: ObservationTable<Row>): Column<Row>[] => [
  ...table.key,
  ...table.values,
];
