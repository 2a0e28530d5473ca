import type { ModelRefusal } from '../forecast-model';
import type { ColumnPool } from './columns';
import type { AnchoredSpan } from './anchored-span';
import type { GridFrame } from './grid-frame';
import { outputsOf, regressionsOf } from './ridge-inputs';
import type { Regression } from './ridge-inputs';
import { ANCHOR_STEP_HOURS } from './ridge-parameters';
import type { AnchorRegressions, RidgeParameters } from './ridge-parameters';
import { slotOf } from './signal';
import { standardInputs } from './standard-inputs';

/** Deviations from the profile, hour by hour from the anchor on. */
export interface PredictedDeviations {
  /** Groups of inputs that were learnt from and are not there now. */
  readonly missing: readonly string[];
  /** On the log scale, from all inputs or, where some are missing, from the history alone. */
  readonly intensity: Float64Array;
  /** MW of each forecast source, from all inputs. */
  readonly sources: readonly Float64Array[];
}

/** A frame and its columns. */
export interface LaidOutFrame {
  readonly frame: GridFrame;
  readonly pool: ColumnPool;
}

/** What the regressions say at one issue. */
export function predictDeviations(
  parameters: RidgeParameters,
  { frame, pool }: LaidOutFrame,
  span: AnchoredSpan,
  layout: RegressionLayout,
): PredictedDeviations | ModelRefusal {
  const hourOfDay = slotOf(frame.startHour + span.origin);
  const anchor = parameters.anchors[hourOfDay / ANCHOR_STEP_HOURS] ?? null;
  if (anchor === null) {
    return { kind: 'refused', reason: 'too few days on which the hour of the issue was known' };
  }
  const inputs = standardInputs(pool, anchor, span);
  const variant = inputs.missing.length > 0 ? 'plain' : 'full';
  const intensity = new Float64Array(span.hours);
  const sources = parameters.sources.map(() => new Float64Array(span.hours));
  const outputs = outputsOf(parameters);
  inputs.hours.forEach(({ lead, target }, hour) => {
    const targets = targetsOf(pool, anchor, lead).map((index) => target[index] ?? 0);
    const said = products(
      layout(lead, () => regressionsOf(pool, lead, outputs)),
      inputs.origin,
      targets,
      anchor.coefficients[lead] ?? new Float32Array(),
    );
    for (const { regression, product } of said) {
      const { source } = regression;
      const output = source === null ? intensity : sources[outputs.sources.indexOf(source)];
      if (output !== undefined && (source !== null || regression.variant === variant)) output[hour] = product;
    }
  });
  return { missing: inputs.missing, intensity, sources };
}

/** Regressions by lead, which are the same for all forecasts of a fit. */
export type RegressionLayout = (lead: number, make: () => Regression[]) => readonly Regression[];

/** Keeps the regressions of each lead from the first forecast on. */
export function regressionLayout(): RegressionLayout {
  const byLead: Regression[][] = [];
  return (lead, make) => (byLead[lead] ??= make());
}

/** Places of the target inputs that were learnt from at a lead. */
function targetsOf(pool: ColumnPool, { targetScales }: AnchorRegressions, lead: number): number[] {
  const first = 2 * pool.target.length * lead;
  return [...pool.target.keys()].filter((index) => (targetScales[first + 2 * index + 1] ?? 0) > 0);
}

/**
 * What each regression of a lead says. Inputs are laid side by side as its coefficients are; those that all regressions
 * of a variant share are laid once, and own inputs after them.
 */
function products(
  regressions: readonly Regression[],
  inputs: Float64Array,
  targets: readonly number[],
  coefficients: Float32Array,
): { regression: Regression; product: number }[] {
  const laid = new Float64Array(coefficients.length);
  let [from, shared, variant] = [0, 0, ''];
  return regressions.map((regression) => {
    const { origin, sharedCount, readsTarget } = regression;
    if (regression.variant !== variant) {
      variant = regression.variant;
      shared = 0;
      for (let i = 0; i < sharedCount; i++) laid[shared++] = inputs[origin[i] ?? 0] ?? 0;
      if (readsTarget) for (const input of targets) laid[shared++] = input;
    }
    let size = shared;
    for (let i = sharedCount; i < origin.length; i++) laid[size++] = inputs[origin[i] ?? 0] ?? 0;
    const product = sumOfProducts(laid, coefficients, from, size);
    from += size;
    return { regression, product };
  });
}

function sumOfProducts(inputs: Float64Array, coefficients: Float32Array, from: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += (inputs[i] ?? 0) * (coefficients[from + i] ?? 0);
  return sum;
}
