/** Name under which the simulated grid stores its values. */
export const SIMULATED_SOURCE = 'ecobe-simulated-grid';

// Of several real sources for one hour the first of this order is read.
const PREFERRED_SOURCES = [
  'electricity-maps',
  'uk-neso',
  'energi-data-service',
  'eia',
  'energy-charts',
  'electricity-maps-history',
];

/** Rank of a source among real sources, lower is better; a source not named here (an import's own) comes last. */
export function preferenceOf(source: string): number {
  const rank = PREFERRED_SOURCES.indexOf(source);
  return rank === -1 ? PREFERRED_SOURCES.length : rank;
}

// Of several weather runs of one day the first of this order is read; an import's own come last.
const PREFERRED_WEATHER = ['open-meteo', 'open-meteo-previous-runs'];

/** Rank of a weather source, lower is better. */
export function weatherPreferenceOf(source: string): number {
  const rank = PREFERRED_WEATHER.indexOf(source);
  return rank === -1 ? PREFERRED_WEATHER.length : rank;
}
