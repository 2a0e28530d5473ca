import { at } from '../rolling-errors';

const isUnknown = Number.isNaN;

/** Mean of the known values in the `hours` before the origin; NaN where fewer than half of them are known. */
export function meanBefore(values: Float64Array, origin: number, hours: number): number {
  let sum = 0;
  let known = 0;
  for (let hour = origin - hours; hour < origin; hour++) {
    const value = at(values, hour);
    if (isUnknown(value)) continue;
    sum += value;
    known += 1;
  }
  return 2 * known >= hours ? sum / known : NaN;
}
