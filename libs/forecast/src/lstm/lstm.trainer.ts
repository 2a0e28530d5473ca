import { ISSUED_HOURS } from '../forecast-model';
import type { ModelRefusal } from '../forecast-model';
import { countKnown } from '../hourly-history';
import type { TrainingRequest } from '../model-trainer';
import type { PointFit, PointTrainer } from '../point-model';
import { frameUntil } from '../ridge/grid-frame';
import type { GridFrame } from '../ridge/grid-frame';
import { reportingSources } from '../ridge/learn-ridge';
import { inputScaleOf, standardise } from './input-scale';
import { lstmRows } from './lstm-rows';
import type { LstmRows } from './lstm-rows';
import { LSTM_SETTINGS } from './lstm-settings';
import type { LstmSettings } from './lstm-settings';
import { trainLstm } from './lstm-training';
import { LSTM_NAME, lstmModel } from './lstm.model';
import type { LstmParameters } from './lstm.model';
import { STEP_COUNT, stepInputNames } from './step-inputs';
import { targetInputNames } from './target-inputs';
import { tensorLibrary } from './tensor-library';

/** With less, a network learns the weather of one season by heart. */
const MIN_KNOWN_HOURS = 120 * 24;

/**
 * A small LSTM on deviations from the 7-day profile. Training loads a tensor library and blocks its thread for seconds;
 * what it learnt is plain numbers. Formula, sources and worked example: docs/formulas/lstm-forecast.md
 */
export const lstmTrainer = (settings: LstmSettings = LSTM_SETTINGS): PointTrainer => ({
  name: LSTM_NAME,
  train: (request) => train(settings, request),
  open: (fit) => {
    if (fit.trainer !== LSTM_NAME) throw new RangeError(`${LSTM_NAME} cannot open a fit of ${fit.trainer}`);
    return lstmModel(fit.parameters as LstmParameters);
  },
});

async function train(settings: LstmSettings, request: TrainingRequest): Promise<PointFit | ModelRefusal> {
  const sources = reportingSources(request);
  const frame = frameUntil(request, request.untilMs, sources);
  const known = countKnown(frame.intensity.values);
  if (known < MIN_KNOWN_HOURS) {
    return refusal(
      `${known} known hours of history, at least ${MIN_KNOWN_HOURS} are needed to train a network`,
    );
  }
  const rows = lstmRows(frame, settings);
  if (rows.learntCount === 0 || rows.learntCount === rows.count) return refusal('too few weeks without gaps');
  const scaled = scaledRows(frame, rows);
  if (scaled.outputUnit === 0) return refusal('the history never deviates from its profile');
  const sizes = {
    stepInputs: scaled.stepScale.means.length,
    units: settings.units,
    targetInputs: scaled.targetScale.means.length,
    hiddenUnits: settings.hiddenUnits,
    leads: ISSUED_HOURS,
  };
  const task = { sizes, settings, rows, onProgress: request.onProgress };
  const parameters: LstmParameters = { ...scaled, sources, sizes, ...trainLstm(await tensorLibrary(), task) };
  return { kind: 'trained', trainer: LSTM_NAME, features: featuresOf(frame), parameters };
}

const refusal = (reason: string): ModelRefusal => ({ kind: 'refused', reason });

const featuresOf = ({ sources, weather }: GridFrame): string[] => [
  'carbon-intensity-history',
  ...(sources.length > 0 ? ['generation-by-source'] : []),
  ...(weather.length > 0 ? ['weather'] : []),
];

/** Brings the rows to the scales of those that are learnt from, in place. */
function scaledRows(frame: GridFrame, { steps, targets, truths, learntCount }: LstmRows) {
  const inputs = { step: stepInputNames(frame), target: targetInputNames(frame) };
  const [stepWidth, targetWidth] = [inputs.step.length, inputs.target.length];
  const stepScale = inputScaleOf(steps.subarray(0, learntCount * STEP_COUNT * stepWidth), stepWidth);
  const targetScale = inputScaleOf(
    targets.subarray(0, learntCount * ISSUED_HOURS * targetWidth),
    targetWidth,
  );
  standardise(steps, stepScale);
  standardise(targets, targetScale);
  const learntTruths = truths.subarray(0, learntCount * ISSUED_HOURS);
  const outputUnit = inputScaleOf(learntTruths, 1).deviations[0] ?? 0;
  const outputRange = rangeOf(learntTruths);
  if (outputUnit > 0) truths.forEach((truth, i) => (truths[i] = truth / outputUnit));
  return { inputs, stepScale, targetScale, outputUnit, outputRange };
}

function rangeOf(values: Float32Array): [low: number, high: number] {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
