import { BASES, HOUR_MS, intensityOfGeneration } from '@ecobe/carbon';
import type { ByMode } from '@ecobe/carbon';
import type { Candidate, SourceReading } from '../../ports/carbon-source';
import type { GenerationMw } from '../../ports/observation-store';

/** One hour of one fuel of one balancing authority. */
export interface FuelRow {
  period: string;
  respondent: string;
  fuelType: string;
  mw: number | null;
}

// Batteries and pumped storage only move energy in time; their rows are not generation.
const MODE_BY_FUEL: Record<string, keyof GenerationMw> = {
  COL: 'coal',
  NG: 'gas',
  OIL: 'oil',
  NUC: 'nuclear',
  WAT: 'hydro',
  WND: 'wind',
  WNB: 'wind',
  SUN: 'solar',
  SNB: 'solar',
  GEO: 'geothermal',
  OTH: 'other',
  UNK: 'unknown',
};
/** A fuel with at least this share of the answer's generation must be there, or the hour is not told in full. */
const WEIGHTY_SHARE = 0.05;

const noGeneration = (): GenerationMw => ({
  coal: null,
  gas: null,
  oil: null,
  nuclear: null,
  hydro: null,
  wind: null,
  solar: null,
  biomass: null,
  geothermal: null,
  other: null,
  unknown: null,
});

/** Start of the hour that ends at `2026-01-01T11`: this agency labels hours by their end. */
const hourStartMs = (period: string): number => Date.parse(`${period.slice(0, 13)}:00Z`) - HOUR_MS;

/**
 * Hours of generation by mode in MW, and their intensity in both bases. A negative value (a plant's own use) is no
 * generation and counts as unknown; an hour that lacks a weighty fuel is left out until it is told in full.
 */
export function readFuelMix(rows: FuelRow[], zone: string, source: string): SourceReading {
  const hours = new Map<string, GenerationMw>();
  for (const row of rows) {
    const mode = MODE_BY_FUEL[row.fuelType];
    if (mode === undefined || row.mw === null || row.mw < 0) continue;
    const hour = hours.get(row.period) ?? noGeneration();
    hour[mode] = (hour[mode] ?? 0) + row.mw;
    hours.set(row.period, hour);
  }
  const weighty = weightyModes([...hours.values()]);
  const reading: SourceReading = { candidates: [], generation: [] };
  for (const [period, mw] of hours) {
    if (weighty.some((mode) => mw[mode] === null)) continue;
    const validAtMs = hourStartMs(period);
    reading.generation.push({ zone, source, validAtMs, resolutionMinutes: 60, mw });
    reading.candidates.push(...candidatesOf(mw, zone, source, validAtMs));
  }
  return reading;
}

function weightyModes(hours: GenerationMw[]): (keyof GenerationMw)[] {
  const modes = [...new Set(Object.values(MODE_BY_FUEL))];
  const sums = modes.map((mode) => hours.reduce((sum, mw) => sum + (mw[mode] ?? 0), 0));
  const total = sums.reduce((sum, value) => sum + value, 0);
  return modes.filter((_, index) => (sums[index] ?? 0) > WEIGHTY_SHARE * total);
}

/** Default factors and no imports: the generation is measured, the intensity made from it an estimate. */
function candidatesOf(mw: GenerationMw, zone: string, source: string, validAtMs: number): Candidate[] {
  const { other, unknown, ...named } = mw;
  const generation: ByMode = {
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)),
    unknown: (other ?? 0) + (unknown ?? 0),
  };
  return BASES.flatMap((basis) => {
    const carbonIntensityGPerKwh = intensityOfGeneration(generation, basis);
    if (carbonIntensityGPerKwh === null) return [];
    const series = { zone, signal: 'average' as const, basis, source, quality: 'estimated' as const };
    return [{ ...series, validAtMs, resolutionMinutes: 60, carbonIntensityGPerKwh, isZeroDocumented: true }];
  });
}
