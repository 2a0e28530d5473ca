import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { InputTensors } from './lstm-graph';
import type { LstmRows } from './lstm-rows';
import type { LstmSizes } from './lstm-weights';
import { STEP_COUNT } from './step-inputs';
import type { TensorLibrary } from './tensor-library';

/** Errors under this many standard deviations of what is learnt count by their square, larger ones by their size. */
const SMOOTH_BELOW = 0.2;

/** Rows as tensors, with what they should say ([rows, leads]); a weight of 0 where that is not known. */
export interface Batch extends InputTensors {
  readonly truths: Tensor;
  readonly weights: Tensor;
}

/** The chosen rows. `keep` says of each encoder input, one after the other, what it is multiplied by. */
export function batchOf(
  tf: TensorLibrary,
  { stepInputs, targetInputs, leads }: LstmSizes,
  rows: LstmRows,
  chosen: Int32Array,
  keep: () => number,
): Batch {
  const count = chosen.length;
  const steps = new Float32Array(count * STEP_COUNT * stepInputs);
  const targets = new Float32Array(count * leads * targetInputs);
  const truths = new Float32Array(count * leads);
  const weights = new Float32Array(count * leads);
  chosen.forEach((row, i) => {
    for (let step = 0; step < STEP_COUNT; step++) {
      const start = (row * STEP_COUNT + step) * stepInputs;
      steps.set(rows.steps.subarray(start, start + stepInputs), (step * count + i) * stepInputs);
    }
    const length = leads * targetInputs;
    targets.set(rows.targets.subarray(row * length, (row + 1) * length), i * length);
    for (let lead = 0; lead < leads; lead++) {
      const truth = rows.truths[row * leads + lead] ?? NaN;
      if (Number.isNaN(truth)) continue;
      truths[i * leads + lead] = truth;
      weights[i * leads + lead] = (rows.weights[row] ?? 0) * leadWeight(lead);
    }
  });
  for (let i = 0; i < steps.length; i++) steps[i] = (steps[i] ?? 0) * keep();
  return {
    rows: count,
    steps: tf.tensor2d(steps, [STEP_COUNT * count, stepInputs]),
    targets: tf.tensor2d(targets, [count * leads, targetInputs]),
    truths: tf.tensor2d(truths, [count, leads]),
    weights: tf.tensor2d(weights, [count, leads]),
  };
}

/** Days ahead are mostly chance, and would drown what can be learnt of the first one. */
const leadWeight = (lead: number): number => 1 / (1 + lead / 24);

/** Mean smooth absolute error: a percentage error on the log scale, with a gradient everywhere. */
export function meanLoss(tf: TensorLibrary, outputs: Tensor, { truths, weights }: Batch): Scalar {
  const squares = tf.square(tf.sub(outputs, truths));
  const errors = tf.sub(tf.sqrt(tf.add(squares, SMOOTH_BELOW ** 2)), SMOOTH_BELOW);
  return tf.div(tf.sum(tf.mul(errors, weights)), tf.sum(weights));
}
