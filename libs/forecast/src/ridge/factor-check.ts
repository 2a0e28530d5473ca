import type { GridHistory, SourceHistory } from '../grid-history';
import { at } from '../rolling-errors';

/** Hours with all sources known without which nothing can be said of the factors. */
const MIN_CHECKED_HOURS = 7 * 24;
/** More than rounding and small corrections: another basis, imports, or a source that is missing. */
const MAX_MEDIAN_ERROR = 0.02;

/** Intensity of a mix, gCO2eq/kWh; NaN where a source is unknown or nothing is generated. */
function mixedIntensity(sources: readonly SourceHistory[], hour: number): number {
  let [grams, total] = [0, 0];
  for (const { valuesMw, emissionFactorGPerKwh } of sources) {
    const mw = at(valuesMw, hour);
    grams += mw * emissionFactorGPerKwh;
    total += mw;
  }
  return total > 0 ? grams / total : NaN;
}

/**
 * Why the generation does not explain the intensity of the zone, or null where it does: the median relative error of
 * generation times factors over the hours before `endHour`.
 */
export function factorMismatch(
  { history, sources = [] }: GridHistory,
  fromHour: number,
  endHour: number,
): string | null {
  const errors: number[] = [];
  for (let hour = Math.max(0, fromHour); hour < endHour; hour++) {
    const known = at(history.values, hour);
    const error = Math.abs(mixedIntensity(sources, hour) - known) / known;
    if (Number.isFinite(error)) errors.push(error);
  }
  if (errors.length < MIN_CHECKED_HOURS) {
    return `${errors.length} hours with all sources known, at least ${MIN_CHECKED_HOURS} are needed`;
  }
  const median = errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)] ?? NaN;
  if (median <= MAX_MEDIAN_ERROR) return null;
  const percent = (100 * median).toFixed(1);
  return `generation times factors misses the intensity by ${percent} % in the median, more than ${100 * MAX_MEDIAN_ERROR} %`;
}
