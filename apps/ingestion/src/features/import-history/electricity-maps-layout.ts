import { readInstant, readNumber } from './history-layout';
import type { HistoryLayout, HistoryRow } from './history-layout';

// Editions differ: "Carbon Intensity gCO₂eq/kWh (LCA)" became "Carbon intensity gCO₂eq/kWh (Life cycle)", and plain
// ASCII copies write CO2. So a column is known by its words, not by its exact spelling.
const words = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
const isIntensity = (name: string): boolean => name.startsWith('carbon intensity');

/** Electricity Maps' yearly files. Null if the header is of another kind. */
export function electricityMapsLayout(header: readonly string[]): HistoryLayout | null {
  const columns = header.map(words);
  const column = (matches: (name: string) => boolean) => columns.findIndex(matches);
  const at = {
    datetime: column((name) => name === 'datetime (utc)'),
    direct: column((name) => isIntensity(name) && name.includes('(direct)')),
    lifecycle: column((name) => isIntensity(name) && /\((lca|life ?cycle)\)/.test(name)),
    zone: column((name) => name === 'zone id'),
    isEstimated: column((name) => name === 'data estimated'),
  };
  if (at.datetime === -1 || (at.direct === -1 && at.lifecycle === -1)) return null;
  const read = (cells: readonly string[]): HistoryRow => ({
    validAtMs: readInstant(cells[at.datetime] ?? ''),
    carbonIntensityGPerKwh: {
      lifecycle: readNumber(cells[at.lifecycle], 'carbon intensity (life cycle)'),
      direct: readNumber(cells[at.direct], 'carbon intensity (direct)'),
    },
    quality: qualityOf(cells[at.isEstimated]),
    generation: null,
    weather: null,
    zone: cells[at.zone]?.trim() || null,
  });
  return { name: "Electricity Maps' yearly file", source: 'electricity-maps-history', read };
}

/** Only an explicit "false" says that nothing was estimated. */
const qualityOf = (cell: string | undefined): 'measured' | 'estimated' =>
  cell?.trim().toLowerCase() === 'false' ? 'measured' : 'estimated';
