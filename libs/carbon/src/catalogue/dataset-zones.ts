/** Zones behind the file names of the published forecasting benchmark (CarbonCast and EnsembleCI name the operators). */
const ZONE_BY_DATASET: Readonly<Record<string, string>> = {
  PJM: 'US-MIDA-PJM',
  ISNE: 'US-NE-ISNE',
  MISO: 'US-MIDW-MISO',
  EPE: 'US-SW-EPE',
  ERCO: 'US-TEX-ERCO',
  CISO: 'US-CAL-CISO',
};

/** The zone id behind a data set's name, in any case; a name that is no alias is returned as it is (`DE`). */
export const zoneOfDataset = (name: string): string => ZONE_BY_DATASET[name.toUpperCase()] ?? name;
