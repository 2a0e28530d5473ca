import { CANDIDATE_GATE, GATE_COUNT } from './lstm-weights';
import type { LstmSizes, LstmWeights } from './lstm-weights';

/** Standardised inputs: the encoder's, step after step, and those of the wanted hours, hour after hour. */
export interface NetworkInputs {
  readonly steps: Float32Array;
  readonly targets: Float32Array;
}

/**
 * What the network says of each wanted hour, in plain numbers: serving loads no tensor library.
 * @param leadOf the trained lead that speaks for the n-th wanted hour
 */
export function forward(
  sizes: LstmSizes,
  weights: LstmWeights,
  { steps, targets }: NetworkInputs,
  leadOf: (hour: number) => number,
): Float64Array {
  const { targetInputs, hiddenUnits } = sizes;
  const state = encode(sizes, weights, steps);
  const fromState = addedProduct(new Float64Array(hiddenUnits), state, weights.stateToHidden);
  const direct = addedProduct(Float64Array.from(weights.leadToOutput), state, weights.stateToOutput);
  return Float64Array.from({ length: targets.length / targetInputs }, (_, hour) => {
    const lead = leadOf(hour);
    const target = targets.subarray(hour * targetInputs, (hour + 1) * targetInputs);
    const hidden = fromState.map((sum, k) => sum + (weights.leadToHidden[lead * hiddenUnits + k] ?? 0));
    const rectified = addedProduct(hidden, target, weights.targetToHidden).map((sum) => Math.max(0, sum));
    const ofLead = weights.targetToOutput.subarray(lead * targetInputs, (lead + 1) * targetInputs);
    return (direct[lead] ?? 0) + dot(target, ofLead) + dot(rectified, weights.hiddenToOutput);
  });
}

/** The cell's output after its last step (Hochreiter and Schmidhuber 1997, with the forget gate of Gers 2000). */
function encode({ stepInputs, units }: LstmSizes, weights: LstmWeights, steps: Float32Array): Float64Array {
  let output = new Float64Array(units);
  let cell = new Float64Array(units);
  for (let start = 0; start < steps.length; start += stepInputs) {
    const inputs = steps.subarray(start, start + stepInputs);
    const gates = Array.from({ length: GATE_COUNT }, (_, gate) => {
      const sums = Float64Array.from(weights.bias.subarray(gate * units, (gate + 1) * units));
      addedProduct(sums, inputs, weights.kernel.subarray(gate * stepInputs * units));
      addedProduct(sums, output, weights.recurrent.subarray(gate * units * units));
      return sums.map(gate === CANDIDATE_GATE ? Math.tanh : sigmoid);
    });
    const gateAt = (gate: number, unit: number) => gates[gate]?.[unit] ?? 0;
    cell = cell.map((kept, k) => gateAt(1, k) * kept + gateAt(0, k) * gateAt(CANDIDATE_GATE, k));
    output = cell.map((value, k) => gateAt(3, k) * Math.tanh(value));
  }
  return output;
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** Adds inputs x matrix, whose rows are as long as `sums`. */
function addedProduct(
  sums: Float64Array,
  inputs: Float32Array | Float64Array,
  matrix: Float32Array,
): Float64Array {
  const width = sums.length;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] ?? 0;
    if (input === 0) continue;
    for (let k = 0; k < width; k++) sums[k] = (sums[k] ?? 0) + input * (matrix[i * width + k] ?? 0);
  }
  return sums;
}

function dot(a: Float32Array | Float64Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
