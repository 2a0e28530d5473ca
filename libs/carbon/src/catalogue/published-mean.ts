import yearly from '@tgwf/co2/data/electricity-maps';
import type { SourceKey } from './sources';

export interface PublishedMean {
  readonly zone: string;
  readonly gPerKwh: number;
  readonly year: number;
  /** Average signal, lifecycle basis. */
  readonly source: SourceKey;
}

const BY_YEAR = [
  { year: 2025, data: yearly.yearly2025.data },
  { year: 2024, data: yearly.yearly2024.data },
  { year: 2023, data: yearly.yearly2023.data },
  { year: 2022, data: yearly.yearly2022.data },
  { year: 2021, data: yearly.yearly2021.data },
];

/**
 * Published yearly mean of a zone's average lifecycle intensity, the newest year that has it (or the year asked for).
 * Read from @tgwf/co2 at run time, never written down here. Attribution: Electricity Maps (ODbL).
 * Undefined where the package has no figure.
 */
export function publishedMean(zone: string, year?: number): PublishedMean | undefined {
  for (const edition of BY_YEAR) {
    if (year !== undefined && edition.year !== year) continue;
    const entry = edition.data[zone];
    if (entry) return { zone, gPerKwh: entry.carbonIntensity.value, year: edition.year, source: 'tgwfCo2' };
  }
  return undefined;
}
