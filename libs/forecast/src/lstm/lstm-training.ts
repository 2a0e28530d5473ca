import type { Optimizer, Scalar, Variable } from '@tensorflow/tfjs-core';
import { seededRandom } from '../boosting/seeded-random';
import { batchOf, meanLoss } from './lstm-batch';
import { outputsOf } from './lstm-graph';
import type { LstmRows } from './lstm-rows';
import type { LstmSettings } from './lstm-settings';
import { initialWeights, mapWeights, weightShapes } from './lstm-weights';
import type { ByWeight, LstmSizes, LstmWeights } from './lstm-weights';
import type { TensorLibrary } from './tensor-library';

/** What training starts from. Rows are standardised, truths in standard deviations. */
export interface LstmTask {
  readonly sizes: LstmSizes;
  readonly settings: LstmSettings;
  readonly rows: LstmRows;
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface TrainedLstm {
  readonly weights: LstmWeights;
  /** Loss on the newest days: first of the bare profile, then after each epoch. */
  readonly losses: readonly number[];
}

/** Trains by Adam (Kingma and Ba 2015); the weights are those of the epoch that did best on the newest days. */
export function trainLstm(tf: TensorLibrary, task: LstmTask): TrainedLstm {
  const { settings, rows, sizes } = task;
  const random = seededRandom(settings.seed);
  const start = initialWeights(sizes, random);
  const variables = variablesOf(tf, sizes, start);
  const optimizer = tf.train.adam(settings.learningRate);
  const order = rowNumbers(0, rows.learntCount);
  const average = runningMean(start, settings.averagingShare);
  const losses = [validationLoss(tf, task, start)];
  let best = { epoch: 0, weights: start };
  for (let epoch = 1; epoch <= settings.maxEpochs && epoch - best.epoch <= settings.patienceEpochs; epoch++) {
    const fallen = 1 - (0.9 * (epoch - 1)) / Math.max(1, settings.maxEpochs - 1);
    Object.assign(optimizer, { learningRate: settings.learningRate * fallen });
    shuffle(order, random);
    for (let from = 0; from < order.length; from += settings.batchRows) {
      learn(tf, task, variables, optimizer, {
        chosen: order.subarray(from, from + settings.batchRows),
        random,
      });
      average.add(mapWeights(variables, (variable) => Float32Array.from(variable.dataSync())));
    }
    const weights = average.weights();
    const loss = validationLoss(tf, task, weights);
    if (loss < Math.min(...losses)) best = { epoch, weights };
    losses.push(loss);
    task.onProgress?.(epoch / settings.maxEpochs);
  }
  optimizer.dispose();
  dispose(variables);
  return { weights: best.weights, losses };
}

/** One step of the optimizer on some rows. */
function learn(
  tf: TensorLibrary,
  { sizes, settings, rows }: LstmTask,
  variables: ByWeight<Variable>,
  optimizer: Optimizer,
  { chosen, random }: { chosen: Int32Array; random: () => number },
): void {
  const { droppedShare, penalty } = settings;
  const keep = () => (random() < droppedShare ? 0 : 1 / (1 - droppedShare));
  tf.tidy(() => {
    const batch = batchOf(tf, sizes, rows, chosen, keep);
    optimizer.minimize(() => {
      const loss = meanLoss(tf, outputsOf(tf, sizes, variables, batch), batch);
      const squares = Object.values(variables).map((variable: Variable) => tf.sum(tf.square(variable)));
      return tf.add<Scalar>(loss, tf.mul(penalty, tf.addN(squares)));
    });
  });
}

/** Mean loss on the newest days. */
function validationLoss(tf: TensorLibrary, { sizes, rows }: LstmTask, weights: LstmWeights): number {
  const variables = variablesOf(tf, sizes, weights);
  const loss = tf.tidy(() => {
    const batch = batchOf(tf, sizes, rows, rowNumbers(rows.learntCount, rows.count), () => 1);
    return meanLoss(tf, outputsOf(tf, sizes, variables, batch), batch).dataSync()[0] ?? NaN;
  });
  dispose(variables);
  return loss;
}

/** Mean of the weights over the last steps: steadier than those of the last step alone (Polyak and Juditsky 1992). */
function runningMean(start: LstmWeights, keptShare: number) {
  const mean = mapWeights(start, (weight) => Float64Array.from(weight));
  let steps = 0;
  return {
    add: (weights: LstmWeights) => {
      steps += 1;
      // The first steps are far from where it leads to: they are forgotten faster.
      const kept = Math.min(keptShare, (1 + steps) / (10 + steps));
      mapWeights(weights, (weight, name) => {
        weight.forEach((value, k) => (mean[name][k] = kept * (mean[name][k] ?? 0) + (1 - kept) * value));
      });
    },
    weights: (): LstmWeights => mapWeights(mean, (weight) => Float32Array.from(weight)),
  };
}

const rowNumbers = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);

/** Fisher and Yates. */
function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
}

function variablesOf(tf: TensorLibrary, sizes: LstmSizes, weights: LstmWeights): ByWeight<Variable> {
  const shapes = weightShapes(sizes);
  return mapWeights(weights, (weight, name) => tf.tidy(() => tf.variable(tf.tensor(weight, shapes[name]))));
}

const dispose = (variables: ByWeight<Variable>): void => {
  mapWeights(variables, (variable) => {
    variable.dispose();
  });
};
