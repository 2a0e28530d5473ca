/** Average: of all generation at that hour. Marginal: of the plant that answers one more kWh. Never compared. */
export const SIGNALS = ['average', 'marginal'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Lifecycle: with fuel supply and construction. Direct: combustion only. Never compared. */
export const BASES = ['lifecycle', 'direct'] as const;
export type Basis = (typeof BASES)[number];

/** The best first. */
export const QUALITIES = ['measured', 'estimated', 'forecast', 'simulated'] as const;
export type Quality = (typeof QUALITIES)[number];

/** What is made of several values is as good as the worst of them. */
export const worstQuality = (first: Quality, ...others: readonly Quality[]): Quality =>
  others.reduce((worst, one) => (QUALITIES.indexOf(one) > QUALITIES.indexOf(worst) ? one : worst), first);

/** What one time series of carbon intensity is about. */
export interface SeriesKey {
  readonly zone: string;
  readonly signal: Signal;
  readonly basis: Basis;
}

/** One text per series, for maps and Redis fields: `FR|average|lifecycle`. */
export const seriesId = (key: SeriesKey): string => `${key.zone}|${key.signal}|${key.basis}`;

/** The inverse of {@link seriesId}. @throws RangeError on any other text. */
export function parseSeriesId(id: string): SeriesKey {
  const [zone, signal, basis] = id.split('|');
  if (!zone || !SIGNALS.includes(signal as Signal) || !BASES.includes(basis as Basis)) {
    throw new RangeError(`${id} is no series id`);
  }
  return { zone, signal: signal as Signal, basis: basis as Basis };
}

/**
 * One value of a series with its provenance. `validAtMs` starts a span of `resolutionMinutes`; `knownAtMs` is when we
 * came to know it, so that a replay at an earlier instant sees only what was known then.
 */
export interface CarbonObservation extends SeriesKey {
  readonly validAtMs: number;
  readonly resolutionMinutes: number;
  readonly carbonIntensityGPerKwh: number;
  readonly source: string;
  readonly quality: Quality;
  readonly knownAtMs: number;
}

/** Highest intensity that any real grid can show; above it a value is a provider's error (coal peaks near 1,100). */
export const MAX_PLAUSIBLE_G_PER_KWH = 2000;
