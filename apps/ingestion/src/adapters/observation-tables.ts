import { toIso } from '@ecobe/carbon';
import type { CarbonObservation } from '@ecobe/carbon';
import type { GenerationObservation, WeatherObservation } from '../ports/observation-store';

type Cell = string | number | null;

interface Column<Row> {
  name: string;
  type: 'integer' | 'smallint' | 'text' | 'timestamptz' | 'float8';
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

interface Timed {
  validAtMs: number;
  knownAtMs: number;
}

const validAt = {
  name: 'valid_at',
  type: 'timestamptz',
  of: (row: Timed) => isoText(row.validAtMs),
} as const;
const knownAt = {
  name: 'known_at',
  type: 'timestamptz',
  of: (row: Timed) => isoText(row.knownAtMs),
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

export const WEATHER: ObservationTable<WeatherObservation> = {
  name: 'weather',
  key: [
    { name: 'zone', type: 'text', of: (row) => row.zone },
    { name: 'point', type: 'text', of: (row) => row.point },
    { name: 'source', type: 'text', of: (row) => row.source },
    validAt,
    knownAt,
  ],
  values: [
    { name: 'issued_at', type: 'timestamptz', of: (row) => isoText(row.issuedAtMs) },
    { name: 'wind_speed_ms', type: 'float8', of: (row) => row.windSpeedMs },
    { name: 'temperature_k', type: 'float8', of: (row) => row.temperatureK },
    { name: 'dewpoint_k', type: 'float8', of: (row) => row.dewpointK },
    { name: 'shortwave_radiation_w_per_m2', type: 'float8', of: (row) => row.shortwaveRadiationWPerM2 },
    { name: 'precipitation_mm', type: 'float8', of: (row) => row.precipitationMm },
  ],
};

/** All columns of a table, key first. */
export const columnsOf = <Row>(table: ObservationTable<Row>): Column<Row>[] => [
  ...table.key,
  ...table.values,
];
