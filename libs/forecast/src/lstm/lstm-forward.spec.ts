import { seededNoise } from '../history.fixture';
import { forward } from './lstm-forward';
import { outputsOf } from './lstm-graph';
import { initialWeights, mapWeights, weightShapes } from './lstm-weights';
import type { LstmSizes, LstmWeights } from './lstm-weights';
import { STEP_COUNT } from './step-inputs';
import { tensorLibrary } from './tensor-library';

const SIZES: LstmSizes = { stepInputs: 5, units: 6, targetInputs: 4, hiddenUnits: 3, leads: 6 };

const noise = seededNoise(3);
const noisy = (length: number) => new Float32Array(length).map(() => noise());
const inputsOf = (sizes: LstmSizes) => ({
  steps: noisy(STEP_COUNT * sizes.stepInputs),
  targets: noisy(sizes.leads * sizes.targetInputs),
});
const noisyWeights = (): LstmWeights =>
  mapWeights(
    initialWeights(SIZES, () => 0.5),
    (weight) => noisy(weight.length),
  );

describe('forward', () => {
  it('says what the tensors say, within 1e-5', async () => {
    const tf = await tensorLibrary();
    const [weights, inputs, shapes] = [noisyWeights(), inputsOf(SIZES), weightShapes(SIZES)];
    const expected = tf.tidy(() => {
      const variables = mapWeights(weights, (weight, name) => tf.variable(tf.tensor(weight, shapes[name])));
      const steps = tf.tensor2d(inputs.steps, [STEP_COUNT, SIZES.stepInputs]);
      const targets = tf.tensor2d(inputs.targets, [SIZES.leads, SIZES.targetInputs]);
      return [...outputsOf(tf, SIZES, variables, { rows: 1, steps, targets }).dataSync()];
    });
    const outputs = forward(SIZES, weights, inputs, (hour) => hour);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.5);
    expected.forEach((value, lead) => {
      expect(Math.abs((outputs[lead] ?? NaN) - value)).toBeLessThan(1e-5);
    });
  });

  it("has the cell of the tensor library's own LSTM layer, within 1e-5", async () => {
    await tensorLibrary();
    const layers = await import('@tensorflow/tfjs-layers');
    const tf = await tensorLibrary();
    const { stepInputs, units } = SIZES;
    const inputs = inputsOf(SIZES);
    const weights: LstmWeights = {
      ...mapWeights(noisyWeights(), (weight) => weight.map(() => 0)),
      ...(({ kernel, recurrent, bias }) => ({ kernel, recurrent, bias }))(noisyWeights()),
      // Every lead says one unit of the state.
      stateToOutput: new Float32Array(units * units).map((_, i) => (i % (units + 1) === 0 ? 1 : 0)),
    };
    const layer = layers.layers.lstm({
      units,
      recurrentActivation: 'sigmoid',
      recurrentInitializer: 'zeros',
    });
    const steps = tf.tensor3d(inputs.steps, [1, STEP_COUNT, stepInputs]);
    layer.apply(steps);
    layer.setWeights([
      tf.reshape(tf.transpose(tf.tensor3d(weights.kernel, [4, stepInputs, units]), [1, 0, 2]), [
        stepInputs,
        -1,
      ]),
      tf.reshape(tf.transpose(tf.tensor3d(weights.recurrent, [4, units, units]), [1, 0, 2]), [units, -1]),
      tf.tensor1d(weights.bias),
    ]);
    const state = layer.apply(steps);
    if (Array.isArray(state) || !('dataSync' in state)) throw new Error('no tensor');
    const outputs = forward(SIZES, weights, inputs, (hour) => hour);
    state.dataSync().forEach((value, unit) => {
      expect(Math.abs((outputs[unit] ?? NaN) - value)).toBeLessThan(1e-5);
    });
  });

  it('is nothing before training, so that the profile is said', () => {
    const weights = initialWeights(SIZES, () => 0.9);
    expect([...forward(SIZES, weights, inputsOf(SIZES), (hour) => hour)]).toEqual(Array(6).fill(0));
  });

  it('repeats the worked example of its page', () => {
    // One unit, one step input of 1 at the last of the seven steps, all gates open as their biases say.
    const sizes = { stepInputs: 1, units: 1, targetInputs: 1, hiddenUnits: 1, leads: 1 };
    const weights: LstmWeights = {
      kernel: Float32Array.of(0, 0, 1, 0),
      recurrent: new Float32Array(4),
      bias: Float32Array.of(0, 1, 0, 0),
      stateToHidden: Float32Array.of(1),
      targetToHidden: Float32Array.of(2),
      leadToHidden: Float32Array.of(-0.5),
      hiddenToOutput: Float32Array.of(0.5),
      stateToOutput: Float32Array.of(1),
      targetToOutput: Float32Array.of(0.1),
      leadToOutput: Float32Array.of(0.05),
    };
    const steps = Float32Array.of(0, 0, 0, 0, 0, 0, 1);
    const [said] = forward(sizes, weights, { steps, targets: Float32Array.of(0.5) }, () => 0);
    expect(said).toBeCloseTo(0.62255, 5);
  });
});
