import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { CANDIDATE_GATE } from './lstm-weights';
import type { ByWeight, LstmSizes } from './lstm-weights';
import type { TensorLibrary } from './tensor-library';

/** Rows as tensors. */
export interface InputTensors {
  readonly rows: number;
  /** All rows of the first step, then of the second, ...: [steps x rows, inputs of a step]. */
  readonly steps: Tensor;
  /** All leads of the first row, then of the second, ...: [rows x leads, inputs of a target hour]. */
  readonly targets: Tensor;
}

/** The network of `lstm-forward.ts` in tensors, which can be differentiated: [rows, leads]. */
export function outputsOf(
  tf: TensorLibrary,
  { leads, hiddenUnits, targetInputs, units }: LstmSizes,
  weights: ByWeight<Variable>,
  inputs: InputTensors,
): Tensor {
  const { rows, targets } = inputs;
  const state = encoded(tf, units, weights, inputs);
  const fromTarget = tf.reshape(tf.matMul(targets, weights.targetToHidden), [rows, leads, hiddenUnits]);
  const fromState = tf.reshape(tf.matMul(state, weights.stateToHidden), [rows, 1, hiddenUnits]);
  const hidden = tf.relu(tf.add(tf.add(fromTarget, fromState), weights.leadToHidden));
  const joined = tf.matMul(tf.reshape(hidden, [rows * leads, hiddenUnits]), weights.hiddenToOutput);
  const byLead = tf.mul(tf.reshape(targets, [rows, leads, targetInputs]), weights.targetToOutput);
  const direct = tf.add(tf.matMul(state, weights.stateToOutput), weights.leadToOutput);
  return tf.addN([tf.reshape(joined, [rows, leads]), tf.sum(byLead, 2), direct]);
}

function encoded(
  tf: TensorLibrary,
  units: number,
  weights: ByWeight<Variable>,
  { rows, steps }: InputTensors,
): Tensor {
  const biases = tf.unstack(weights.bias);
  const recurrents = tf.unstack(weights.recurrent);
  const stepCount = (steps.shape[0] ?? 0) / rows;
  // The inputs of all steps at once, gate by gate; step by step only what the state adds.
  const fromInputs = tf.unstack(weights.kernel).map((kernel, gate) => {
    const sums = tf.add(tf.matMul(steps, kernel), biases[gate] ?? 0);
    return tf.split(sums, stepCount, 0);
  });
  let output: Tensor = tf.zeros([rows, units]);
  let cell: Tensor = tf.zeros([rows, units]);
  for (let step = 0; step < stepCount; step++) {
    const gates = recurrents.map((recurrent, gate) => {
      const sum = tf.add(fromInputs[gate]?.[step] ?? 0, tf.matMul(output, recurrent));
      return gate === CANDIDATE_GATE ? tf.tanh(sum) : tf.sigmoid(sum);
    });
    const [input = 0, forget = 0, candidate = 0, outGate = 0] = gates;
    cell = tf.add(tf.mul(forget, cell), tf.mul(input, candidate));
    output = tf.mul(outGate, tf.tanh(cell));
  }
  return output;
}
