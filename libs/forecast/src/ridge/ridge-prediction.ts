import type { ModelRefusal } from '../forecast-model';
import type { ColumnPool } from './columns';
import type { AnchoredSpan } from './anchored-span';
import type { GridFrame } from './grid-frame';
import { variantWithout } from './ridge-inputs';
import type { Regression, RidgeVariant } from './ridge-inputs';
import { ANCHOR_STEP_HOURS } from './ridge-parameters';
import type { AnchorRegressions, RidgeParameters } from './ridge-parameters';
import type { RegressionLayout } from './regression-layout';
import { slotOf } from './signal';
import { standardInputs } from './standard-inputs';
import type { InputGroup } from './standard-inputs';

/** Deviations from the profile, hour by hour from the anchor on. */
export interface PredictedDeviations {
  /** Groups of inputs that were learnt from and are not there now. */
  readonly missing: readonly InputGroup[];
  /** Which of the intensity's regressions spoke. */
  readonly variant: RidgeVariant;
  /** On the log scale, from all inputs that are there. */
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
  const variant = variantWithout(pool, inputs.missing);
  const intensity = new Float64Array(span.hours);
  const sources = parameters.sources.map(() => new Float64Array(span.hours));
  const places = layout.outputs.sources;
  const isAsked = (regression: Regression) => regression.source !== null || regression.variant === variant;
  inputs.hours.forEach(({ lead, target }, hour) => {
    const targets = targetsOf(pool, anchor, lead).map((index) => target[index] ?? 0);
    const coefficients = anchor.coefficients[lead] ?? new Float32Array();
    const said = products(layout.byLead[lead] ?? [], inputs.origin, targets, coefficients, isAsked);
    for (const { source, product } of said) {
      const output = source === null ? intensity : sources[places.indexOf(source)];
      if (output !== undefined) output[hour] = product;
    }
  });
  return { missing: inputs.missing, variant, intensity, sources };
}

/** Places of the target inputs that were learnt from at a lead. */
function targetsOf(pool: ColumnPool, { targetScales }: AnchorRegressions, lead: number): number[] {
  const first = 2 * pool.target.length * lead;
  return [...pool.target.keys()].filter((index) => (targetScales[first + 2 * index + 1] ?? 0) > 0);
}

/**
 * What each regression of a lead says that is asked. Inputs are laid side by side as its coefficients are; those that all
 * regressions of a variant share are laid once, and own inputs after them.
 */
function products(
  regressions: readonly Regression[],
  inputs: Float64Array,
  targets: readonly number[],
  coefficients: Float32Array,
  isAsked: (regression: Regression) => boolean,
): { source: number | null; product: number }[] {
  const laid = new Float64Array(coefficients.length);
  const said: { source: number | null; product: number }[] = [];
  let [from, shared, variant] = [0, 0, ''];
  for (const regression of regressions) {
    const { source, origin, sharedCount, readsTarget } = regression;
    const size = origin.length + (readsTarget ? targets.length : 0);
    if (isAsked(regression)) {
      if (regression.variant !== variant) {
        variant = regression.variant;
        shared = 0;
        for (let i = 0; i < sharedCount; i++) laid[shared++] = inputs[origin[i] ?? 0] ?? 0;
        if (readsTarget) for (const input of targets) laid[shared++] = input;
      }
      for (let i = sharedCount; i < origin.length; i++)
        laid[shared + i - sharedCount] = inputs[origin[i] ?? 0] ?? 0;
      said.push({ source, product: sumOfProducts(laid, coefficients, from, size) });
    }
    from += size;
  }
  return said;
}

function sumOfProducts(inputs: Float64Array, coefficients: Float32Array, from: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += (inputs[i] ?? 0) * (coefficients[from + i] ?? 0);
  return sum;
}
