import type { ColumnPool } from './columns';
import { outputsOf, regressionsOf } from './ridge-inputs';
import type { Regression, RidgeOutputs } from './ridge-inputs';
import { FITTED_LEADS } from './ridge-parameters';
import type { RidgeParameters } from './ridge-parameters';

/** Which inputs stand before which coefficients: the same for all forecasts of a fit. */
export interface RegressionLayout {
  readonly outputs: RidgeOutputs;
  readonly byLead: readonly (readonly Regression[])[];
  /** Tells one layout from another. */
  readonly print: number;
}

/** Lays out the regressions of all leads. */
export function regressionLayout(pool: ColumnPool, outputs: RidgeOutputs): RegressionLayout {
  const byLead = Array.from({ length: FITTED_LEADS }, (_, lead) => regressionsOf(pool, lead, outputs));
  const names = [...pool.origin, ...pool.target].map(({ name }) => name).join();
  let print = FNV_OFFSET;
  for (let i = 0; i < names.length; i++) print = mixed(print, names.charCodeAt(i));
  for (const { source, origin, sharedCount, readsTarget } of byLead.flat()) {
    for (const place of origin) print = mixed(print, place);
    print = mixed(mixed(mixed(print, source ?? -1), sharedCount), readsTarget ? 1 : 0);
  }
  return { outputs, byLead, print };
}

/**
 * Lays out a fit's regressions at the first forecast and keeps them. Coefficients know their inputs by their place alone.
 * @throws RangeError for a fit whose inputs were laid out otherwise, as by an older version
 */
export function layoutOfFit(parameters: RidgeParameters): (pool: ColumnPool) => RegressionLayout {
  let layout: RegressionLayout | null = null;
  return (pool) => {
    if (layout !== null) return layout;
    const made = regressionLayout(pool, outputsOf(parameters));
    if (made.print !== parameters.layoutPrint) {
      throw new RangeError('the regressions were learnt from inputs that are laid out otherwise now');
    }
    return (layout = made);
  };
}

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** One step of FNV-1a (Fowler, Noll, Vo), a whole number at a time. */
const mixed = (print: number, value: number): number => Math.imul(print ^ value, FNV_PRIME);
