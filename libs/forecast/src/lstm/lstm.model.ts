import { ISSUED_HOURS } from '../forecast-model';
import type { ModelRefusal } from '../forecast-model';
import type { PointModel, PointRequest, PredictedLogs } from '../point-model';
import { spanOf } from '../ridge/forecast-span';
import type { ForecastSpan } from '../ridge/forecast-span';
import { frameAtIssue } from '../ridge/grid-frame';
import type { GridFrame } from '../ridge/grid-frame';
import { HOURS_PER_DAY, slotOf } from '../ridge/signal';
import { usualDay } from '../ridge/usual-day';
import { at } from '../rolling-errors';
import { standardise } from './input-scale';
import type { InputScale } from './input-scale';
import { forward } from './lstm-forward';
import type { NetworkInputs } from './lstm-forward';
import { putInto } from './lstm-rows';
import type { LstmSizes, LstmWeights } from './lstm-weights';
import { STEP_COUNT, putStepInputs, stepInputNames } from './step-inputs';
import { putTargetInputs, targetInputNames } from './target-inputs';

export const LSTM_NAME = 'lstm@1';

/** All that a network learnt: plain data. */
export interface LstmParameters {
  /** Sources that it reads shares of. */
  readonly sources: readonly string[];
  /** Names of the inputs, to be sure that they are read in the order in which they were learnt. */
  readonly inputs: { readonly step: readonly string[]; readonly target: readonly string[] };
  readonly sizes: LstmSizes;
  readonly stepScale: InputScale;
  readonly targetScale: InputScale;
  /** Standard deviation of the deviations from the profile, on the log scale: the unit of the network's outputs. */
  readonly outputUnit: number;
  /** The lowest and the highest deviation that it has learnt from; it says none beyond. */
  readonly outputRange: readonly [low: number, high: number];
  readonly weights: LstmWeights;
  /** Loss on the newest days: of the bare profile, then after each epoch of training. */
  readonly losses: readonly number[];
}

/** The model that a network is. */
export const lstmModel = (parameters: LstmParameters): PointModel => ({
  name: LSTM_NAME,
  predict: (request) => predict(parameters, request),
});

function predict(parameters: LstmParameters, request: PointRequest): PredictedLogs | ModelRefusal {
  const frame = frameAtIssue(request, request.issuedAtMs, parameters.sources);
  const span = spanOf(frame, request.horizonHours);
  if ('kind' in span) return span;
  const names = { step: stepInputNames(frame), target: targetInputNames(frame) };
  if (!isSame(names.step, parameters.inputs.step) || !isSame(names.target, parameters.inputs.target)) {
    return refusal('the network was trained on other inputs than those that are known');
  }
  const usual = usualDay(frame.intensity, span.origin);
  if (usual === null) return refusal('too many hours of the day are unknown in the last 7 days');
  const inputs = inputsOf(parameters, frame, span);
  const gapHours = span.issue - span.origin;
  const outputs = forward(parameters.sizes, parameters.weights, inputs, (hour) =>
    trainedLead(hour + gapHours),
  );
  const [low, high] = parameters.outputRange;
  const logs = outputs.map((output, hour) => {
    const deviation = Math.max(low, Math.min(high, output * parameters.outputUnit));
    return Math.max(0, at(usual, slotOf(gapHours + hour)) + deviation);
  });
  return { kind: 'predicted', logs };
}

function inputsOf(
  { sizes, stepScale, targetScale }: LstmParameters,
  frame: GridFrame,
  span: ForecastSpan,
): NetworkInputs {
  const steps = new Float32Array(STEP_COUNT * sizes.stepInputs);
  const targets = new Float32Array(span.horizonHours * sizes.targetInputs);
  putStepInputs(frame, span, putInto(steps));
  putTargetInputs(frame, span, { first: span.issue, hours: span.horizonHours }, putInto(targets));
  return { steps: standardise(steps, stepScale), targets: standardise(targets, targetScale) };
}

const refusal = (reason: string): ModelRefusal => ({ kind: 'refused', reason });

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** Beyond the last trained lead, the same hour of the day before it speaks. */
const trainedLead = (lead: number): number =>
  lead < ISSUED_HOURS ? lead : ISSUED_HOURS - HOURS_PER_DAY + slotOf(lead - ISSUED_HOURS);
