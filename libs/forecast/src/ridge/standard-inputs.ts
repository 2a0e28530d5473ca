import { isUnknown } from './unknown';
import type { Column, Place } from './column';
import type { ColumnPool } from './columns';
import type { AnchoredSpan } from './anchored-span';
import { FITTED_LEADS } from './ridge-parameters';
import type { AnchorRegressions } from './ridge-parameters';
import { HOURS_PER_DAY } from './signal';
import { standardised } from './standard-scale';

/** A group of inputs counts as missing when fewer than this share of what was learnt from is known. */
const MIN_KNOWN_SHARE = 0.5;

/** Inputs that are there or not as one. */
export type InputGroup = 'generation-by-source' | 'weather';

/** Inputs of one forecast on the scales of the regressions; 0 where nothing unusual is known. */
export interface StandardInputs {
  readonly origin: Float64Array;
  /** For each hour of the forecast: which lead's regressions speak for it, and its target inputs. */
  readonly hours: readonly { lead: number; target: Float64Array }[];
  /** Groups of inputs that were learnt from and are not there now. */
  readonly missing: readonly InputGroup[];
}

/** How many columns that were learnt from were asked for, and how many of them were known. */
interface Tally {
  known: number;
  all: number;
}

/** What the regressions of an anchor read, hour by hour from it on. */
export function standardInputs(
  pool: ColumnPool,
  { originScales, targetScales }: AnchorRegressions,
  { origin: anchor, issue, hours: hourCount }: AnchoredSpan,
): StandardInputs {
  const shares: Tally = { known: 0, all: 0 };
  const weather: Tally = { known: 0, all: 0 };
  const origin = standardise(pool.origin, { origin: anchor, issue, target: anchor }, originScales);
  count(pool.groups.shares, origin, originScales, shares);
  count(pool.groups.weather, origin, originScales, weather);
  const targetIds = [...pool.target.keys()];
  const hours = Array.from({ length: hourCount }, (_, hour) => {
    const lead = fittedLead(hour);
    const place = { origin: anchor, issue, target: anchor + hour };
    const scales = targetScales.subarray(2 * pool.target.length * lead);
    const values = standardise(pool.target, place, scales);
    count(targetIds, values, scales, weather);
    return { lead, target: values.map(orUsual) };
  });
  const missing: InputGroup[] = [
    ...(isMissing(shares) ? (['generation-by-source'] as const) : []),
    ...(isMissing(weather) ? (['weather'] as const) : []),
  ];
  return { origin: origin.map(orUsual), hours, missing };
}

/** Values on their scales; NaN where not known, 0 where the column was left out. */
function standardise(columns: readonly Column[], place: Place, scales: Float32Array): Float64Array {
  return Float64Array.from(columns, (column, id) => {
    const deviation = scales[2 * id + 1] ?? 0;
    if (deviation === 0) return 0;
    const value = column.valueAt(place);
    return isUnknown(value) ? NaN : standardised(value, scales[2 * id] ?? 0, deviation);
  });
}

const orUsual = (value: number): number => (isUnknown(value) ? 0 : value);

function count(ids: readonly number[], values: Float64Array, scales: Float32Array, tally: Tally): void {
  for (const id of ids) {
    if ((scales[2 * id + 1] ?? 0) === 0) continue;
    tally.all += 1;
    if (!isUnknown(values[id] ?? NaN)) tally.known += 1;
  }
}

const isMissing = ({ known, all }: Tally): boolean => known < MIN_KNOWN_SHARE * all;

/** Beyond the last fitted lead, the same hour of the day before it speaks. */
const fittedLead = (lead: number): number =>
  lead < FITTED_LEADS ? lead : lead - HOURS_PER_DAY * Math.ceil((lead - FITTED_LEADS + 1) / HOURS_PER_DAY);
