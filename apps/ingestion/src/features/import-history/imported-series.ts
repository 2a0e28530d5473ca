import { BASES, seriesId } from '@ecobe/carbon';

/** Ids of the series that an import of a zone can touch. */
export const importedSeries = (zone: string): string[] =>
  BASES.map((basis) => seriesId({ zone, signal: 'average', basis }));
