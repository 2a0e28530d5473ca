import { MEAN_COUNT } from './columns';
import type { ColumnPool } from './columns';
import type { RidgeParameters } from './ridge-parameters';
import { HOURS_PER_DAY } from './signal';
import type { InputGroup } from './standard-inputs';

/** Which inputs a regression has: all there are, all but one group of them, or the series itself and the calendar alone. */
export type RidgeVariant = 'full' | 'without-weather' | 'without-sources' | 'plain';

const readsShares = (variant: RidgeVariant): boolean => variant === 'full' || variant === 'without-weather';
const readsWeather = (variant: RidgeVariant): boolean => variant === 'full' || variant === 'without-sources';

/** The steps by which the intensity's regressions do without what is missing; of a zone that has one group only, two. */
function variantsOf({ groups }: ColumnPool): RidgeVariant[] {
  const hasBoth = groups.shares.length > 0 && groups.weather.length > 0;
  return ['full', ...(hasBoth ? (['without-weather', 'without-sources'] as const) : []), 'plain'];
}

/** The variant that reads nothing of the missing groups and all of the others. */
export function variantWithout(pool: ColumnPool, missing: readonly InputGroup[]): RidgeVariant {
  const [only] = missing;
  if (only === undefined) return 'full';
  const wanted = only === 'weather' ? 'without-weather' : 'without-sources';
  return missing.length === 1 && variantsOf(pool).includes(wanted) ? wanted : 'plain';
}

const NEWEST_LAGS = [1, 2, 3, 4, 6, 8, 12, 18, 24];
const BESIDE_DAY_1 = [-2, -1, 0, 1, 2];
const BESIDE_OWN_DAY_1 = [-1, 0, 1];
const BESIDE_DAY_2 = [-1, 0, 1];

/** Lags of a source's own: what its neighbours tell of farther days is in the lags of the intensity. */
function ownLagsOf(slot: number): number[] {
  const back = HOURS_PER_DAY - slot;
  const yesterday = BESIDE_OWN_DAY_1.map((beside) => Math.max(1, back + beside));
  return [...new Set([...NEWEST_LAGS, ...yesterday, back + HOURS_PER_DAY])];
}

/** Lags that speak of an hour of the day: the newest hours, and those around the same hour of the last three days. */
function lagsOf(slot: number): number[] {
  const back = HOURS_PER_DAY - slot;
  return [
    ...new Set([
      ...NEWEST_LAGS,
      ...BESIDE_DAY_1.map((beside) => Math.max(1, back + beside)),
      ...BESIDE_DAY_2.map((beside) => back + HOURS_PER_DAY + beside),
      back + 2 * HOURS_PER_DAY,
    ]),
  ];
}

const LAGS_BY_SLOT = Array.from({ length: HOURS_PER_DAY }, (_, slot) => lagsOf(slot));
const OWN_LAGS_BY_SLOT = Array.from({ length: HOURS_PER_DAY }, (_, slot) => ownLagsOf(slot));
const lagsOfLead = (lead: number): readonly number[] => LAGS_BY_SLOT[lead % HOURS_PER_DAY] ?? [];
const ownLagsOfLead = (lead: number): readonly number[] => OWN_LAGS_BY_SLOT[lead % HOURS_PER_DAY] ?? [];

/** Places of the origin columns that all regressions of a lead share, the constant first. */
function sharedInputs(pool: ColumnPool, lead: number, variant: RidgeVariant): number[] {
  const lags = lagsOfLead(lead);
  const weekBack = 7 * HOURS_PER_DAY - lead;
  const { plain, shares, weather } = pool.groups;
  return [
    ...plain,
    ...(readsShares(variant) ? shares : []),
    ...(readsWeather(variant) ? weather : []),
    ...(lags.includes(weekBack) ? lags : [...lags, weekBack]).map((lag) => pool.intensityLags + lag - 1),
  ];
}

/** Places of a source's own columns that its regression of a lead reads beside the shared ones. */
function ownInputs(pool: ColumnPool, source: number, lead: number): number[] {
  const means = pool.sourceMeans[source] ?? 0;
  const lags = means + MEAN_COUNT;
  return [
    ...Array.from({ length: MEAN_COUNT }, (_, i) => means + i),
    ...ownLagsOfLead(lead).map((lag) => lags + lag - 1),
  ];
}

/** One regression of a lead: of what, on which inputs. */
export interface Regression {
  /** Null for the intensity (log scale), else the place of a source in the pool (MW). */
  readonly source: number | null;
  readonly variant: RidgeVariant;
  /** Places of origin columns; the first `sharedCount` are the same for all of a variant. */
  readonly origin: readonly number[];
  readonly sharedCount: number;
  readonly readsTarget: boolean;
}

/** What is to be forecast, by place in the pool. */
export interface RidgeOutputs {
  readonly hasIntensity: boolean;
  readonly sources: readonly number[];
}

/** The outputs of a fit. */
export const outputsOf = ({ sourceNames, sources, hasIntensity }: RidgeParameters): RidgeOutputs => ({
  hasIntensity,
  sources: sources.map(({ source }) => sourceNames.indexOf(source)),
});

/** All regressions of a lead, in the order in which they are kept. */
export function regressionsOf(
  pool: ColumnPool,
  lead: number,
  { hasIntensity, sources }: RidgeOutputs,
): Regression[] {
  const full = sharedInputs(pool, lead, 'full');
  const intensity = (variant: RidgeVariant): Regression => {
    const origin = variant === 'full' ? full : sharedInputs(pool, lead, variant);
    return { source: null, variant, origin, sharedCount: origin.length, readsTarget: readsWeather(variant) };
  };
  return [
    ...(hasIntensity ? variantsOf(pool).map(intensity) : []),
    ...sources.map((source): Regression => {
      const origin = [...full, ...ownInputs(pool, source, lead)];
      return { source, variant: 'full', origin, sharedCount: full.length, readsTarget: true };
    }),
  ];
}
