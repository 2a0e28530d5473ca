import { generationMode } from './generation';
import type { ByMode, GenerationMode } from './generation';
import { sourceKey } from './sources';
import { numberOf, readTable, requiredCell } from './table';
import type { Zone } from './zone';

/**
 * Reads grid zones. Columns: `zone` (Electricity Maps id), `name`, `country` (ISO 3166-1 alpha-2), `timezone` (IANA),
 * `latitude` and `longitude` (degrees, centre), `mix year`, `mix from` (source key), and the mix as pairs of mode and
 * whole percent of the electricity consumed in that year, imports included.
 */
export function zoneTable(text: string): readonly Zone[] {
  return readTable(text).map((row) => ({
    id: requiredCell(row, 'zone'),
    name: requiredCell(row, 'name'),
    country: requiredCell(row, 'country'),
    timezone: requiredCell(row, 'timezone'),
    latitude: numberOf(row.get('latitude')),
    longitude: numberOf(row.get('longitude')),
    mixPercent: mixOf(requiredCell(row, 'generation mix, whole percent')),
    mixYear: numberOf(row.get('mix year')),
    mixSource: sourceKey(requiredCell(row, 'mix from')),
  }));
}

function mixOf(cell: string): ByMode {
  const mix: Partial<Record<GenerationMode, number>> = {};
  const words = cell.split(' ');
  for (let index = 0; index < words.length; index += 2) {
    mix[generationMode(words[index] ?? '')] = numberOf(words[index + 1]);
  }
  return mix;
}
