/** Sizes that the shapes of all weights follow from. */
export interface LstmSizes {
  /** Inputs of one step of the encoder. */
  readonly stepInputs: number;
  readonly units: number;
  /** Inputs of one target hour. */
  readonly targetInputs: number;
  readonly hiddenUnits: number;
  readonly leads: number;
}

/** Input, forget, candidate and output: the first axis of the cell's weights. */
export const GATE_COUNT = 4;
export const CANDIDATE_GATE = 2;

export interface ByWeight<T> {
  readonly kernel: T;
  readonly recurrent: T;
  readonly bias: T;
  readonly stateToHidden: T;
  readonly targetToHidden: T;
  readonly leadToHidden: T;
  readonly hiddenToOutput: T;
  readonly stateToOutput: T;
  readonly targetToOutput: T;
  readonly leadToOutput: T;
}

/** Every weight, row by row in its shape. */
export type LstmWeights = ByWeight<Float32Array>;

/** The same made of every weight. */
export const mapWeights = <A, B>(
  weights: ByWeight<A>,
  map: (weight: A, name: keyof ByWeight<A>) => B,
): ByWeight<B> => ({
  kernel: map(weights.kernel, 'kernel'),
  recurrent: map(weights.recurrent, 'recurrent'),
  bias: map(weights.bias, 'bias'),
  stateToHidden: map(weights.stateToHidden, 'stateToHidden'),
  targetToHidden: map(weights.targetToHidden, 'targetToHidden'),
  leadToHidden: map(weights.leadToHidden, 'leadToHidden'),
  hiddenToOutput: map(weights.hiddenToOutput, 'hiddenToOutput'),
  stateToOutput: map(weights.stateToOutput, 'stateToOutput'),
  targetToOutput: map(weights.targetToOutput, 'targetToOutput'),
  leadToOutput: map(weights.leadToOutput, 'leadToOutput'),
});

/** The shape of every weight. */
export const weightShapes = (sizes: LstmSizes): ByWeight<number[]> => ({
  kernel: [GATE_COUNT, sizes.stepInputs, sizes.units],
  recurrent: [GATE_COUNT, sizes.units, sizes.units],
  bias: [GATE_COUNT, sizes.units],
  stateToHidden: [sizes.units, sizes.hiddenUnits],
  targetToHidden: [sizes.targetInputs, sizes.hiddenUnits],
  leadToHidden: [sizes.leads, sizes.hiddenUnits],
  hiddenToOutput: [sizes.hiddenUnits, 1],
  stateToOutput: [sizes.units, sizes.leads],
  targetToOutput: [sizes.leads, sizes.targetInputs],
  leadToOutput: [sizes.leads],
});

/**
 * Weights before training: uniform after Glorot and Bengio (2010), a forget gate that remembers, and outputs of
 * nothing, so that an untrained network says the profile.
 */
export const initialWeights = (sizes: LstmSizes, random: () => number): LstmWeights =>
  mapWeights(weightShapes(sizes), (shape, name) => {
    const [rows = 1, columns = 1] = shape.slice(-2);
    const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
    if (name === 'bias') return values.fill(1, sizes.units, 2 * sizes.units);
    if (name.endsWith('ToOutput')) return values;
    const limit = Math.sqrt(6 / (rows + columns));
    return values.map(() => limit * (2 * random() - 1));
  });
