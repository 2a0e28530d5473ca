import { toIso } from '@ecobe/carbon';
import type { EnergyEquationAnswer } from '@ecobe/contracts';
import { provenanceWarnings } from '@ecobe/placement';
import type { PricedIntensity } from './priced-region';

type Warnings = EnergyEquationAnswer['warnings'];

/** A region with the intensity that it was priced at. */
export interface PricedRegion {
  readonly region: string;
  readonly priced: PricedIntensity;
}

function partlyForecast(regions: readonly PricedRegion[]): Warnings {
  const cut = regions.flatMap(({ region, priced: { forecastUntilMs } }) =>
    forecastUntilMs === null ? [] : [{ region, until: toIso(forecastUntilMs) }],
  );
  if (cut.length === 0) return [];
  const ends = cut.map(({ region, until }) => `${region} until ${until}`).join(', ');
  const detail = `deadlineWindow is longer than the forecast, and was searched as far as that reaches: ${ends}.`;
  return [{ code: 'WINDOW_PARTLY_FORECAST', detail, regions: cut.map(({ region }) => region) }];
}

/** What the reader of an estimate should know of the values that it rests on. */
export function estimateWarnings(regions: readonly PricedRegion[], nowMs: number): Warnings {
  const provenance = regions.map(({ region, priced: { quality, knownUntilMs } }) => ({
    region,
    quality,
    knownUntilMs,
  }));
  return [...provenanceWarnings(provenance, nowMs), ...partlyForecast(regions)];
}
