import { gramsCO2eq, joulesToKwh } from '@ecobe/carbon';
import type { Assumption } from './assumption';
import {
  ACCELERATORS_PER_SERVER,
  ACCELERATOR_EMBODIED_G,
  AI_SERVER_EMBODIED_G,
  AI_SERVER_LIFETIME_SECONDS,
  CPU_INFERENCE_SERVER_W,
  CPU_MEMORY_FACTOR,
  CPU_MULTIPLIER,
  GENERAL_SERVER_EMBODIED_G,
  GENERAL_SERVER_LIFETIME_SECONDS,
  TPU_MULTIPLIER,
} from './hardware.data';
import type { Accelerator, ClassMultiplier } from './hardware.data';
import { acceleratorsPerReplica, hostJoulesPerToken, joulesPerToken, secondsPerToken } from './llm-fit';
import { sizeCause } from './model-size';
import type { LanguageModel, ParameterCounts } from './models';
import { onPart } from './range';
import type { Spread } from './range';
import type { HardwareMix, WorkloadEnergy } from './workload-energy';

/** Idle spare machines on top of the serving ones (Google 2025: 10 % of a prompt's energy). */
const IDLE_FACTOR = 1.11;
/** Prediction against measurement on models left out of the fit, 5th and 95th percentile. */
const FIT_SPREAD: Spread = { cause: 'model fit', low: 0.59, high: 1.7 };
const IDLE_SPREAD: Spread = { cause: 'idle spares', low: 0.9, high: 1.13 };

/** Requests to a language model, everything decided. */
export interface InferenceInput {
  readonly requests: number;
  readonly model: LanguageModel;
  readonly tokensPerRequest: number;
  readonly batchSize: number;
  readonly accelerator: Accelerator;
  readonly mix: HardwareMix;
  /** How far the batch size may be off; null when the caller stated it. */
  readonly batchSpread: Spread | null;
}

/** One request on each class of device, in J, and the seconds of hardware that it holds. */
interface RequestFigures {
  readonly acceleratorJ: number;
  readonly gpuJ: number;
  readonly tpuJ: number;
  readonly cpuDeviceJ: number;
  readonly cpuJ: number;
  readonly acceleratorEmbodiedG: number;
  readonly cpuEmbodiedG: number;
}

function requestFigures(input: InferenceInput): RequestFigures {
  const { model, batchSize, accelerator, tokensPerRequest: tokens } = input;
  const replicaSize = acceleratorsPerReplica(accelerator, model);
  const acceleratorJ = joulesPerToken(accelerator, model, batchSize) * tokens;
  const gpuJ = acceleratorJ + hostJoulesPerToken(replicaSize, model, batchSize) * tokens;
  const cpuDeviceJ = acceleratorJ * CPU_MULTIPLIER.mid;
  const cpuJ = cpuDeviceJ * CPU_MEMORY_FACTOR;
  const serverG = AI_SERVER_EMBODIED_G + ACCELERATORS_PER_SERVER * ACCELERATOR_EMBODIED_G;
  const replicaG = serverG * (replicaSize / ACCELERATORS_PER_SERVER);
  const replicaSeconds = (secondsPerToken(model, batchSize) * tokens) / batchSize;
  const cpuSeconds = cpuJ / CPU_INFERENCE_SERVER_W;
  return {
    acceleratorJ,
    gpuJ,
    tpuJ: gpuJ * TPU_MULTIPLIER.mid,
    cpuDeviceJ,
    cpuJ,
    acceleratorEmbodiedG: (replicaSeconds / AI_SERVER_LIFETIME_SECONDS) * replicaG,
    cpuEmbodiedG: (cpuSeconds / GENERAL_SERVER_LIFETIME_SECONDS) * GENERAL_SERVER_EMBODIED_G,
  };
}

const multiplierSpread = (cause: string, { low, mid, high }: ClassMultiplier): Spread => ({
  cause,
  low: low / mid,
  high: high / mid,
});

/**
 * An uncertain size moves the energy: its active parameters alone in a mixture, all of them in a dense model. A total
 * that a name carries is known, unless more than that is active.
 */
function sizeSpreads({ model, accelerator, batchSize }: InferenceInput): Spread[] {
  if (model.activeSpanB === null) return [];
  const isDense = model.activeB === model.totalB;
  const totalAt = (activeB: number) => (model.fromName ? Math.max(activeB, model.totalB) : activeB);
  const at = (activeB: number): ParameterCounts => ({
    activeB,
    totalB: isDense ? totalAt(activeB) : model.totalB,
  });
  const relative = (activeB: number) =>
    joulesPerToken(accelerator, at(activeB), batchSize) / joulesPerToken(accelerator, model, batchSize);
  const [low, high] = model.activeSpanB;
  return [{ cause: sizeCause(model), low: relative(low), high: relative(high) }];
}

function classAssumptions({ mix }: InferenceInput): Assumption[] {
  const of = (input: string, { mid, source }: ClassMultiplier): Assumption => ({
    input,
    value: mid,
    unit: 'times a GPU',
    source,
  });
  return [
    ...(mix.cpu > 0 ? [of('cpuMultiplier', CPU_MULTIPLIER)] : []),
    ...(mix.tpu > 0 ? [of('tpuMultiplier', TPU_MULTIPLIER)] : []),
    {
      input: 'idleFactor',
      value: IDLE_FACTOR,
      unit: null,
      source: 'Google 2025, median Gemini prompt: 10 % of the energy is idle spare machines',
    },
  ];
}

/**
 * Energy and embodied share of requests to a language model on a mix of devices: accelerator energy from the fit on
 * measured runs, the server around it by the time a request holds it, other classes relative to the GPU.
 */
export function inferenceEnergy(input: InferenceInput): WorkloadEnergy {
  const { requests, mix } = input;
  const one = requestFigures(input);
  const cpu = mix.cpu * one.cpuJ;
  const tpu = mix.tpu * one.tpuJ;
  const perRequestJ = cpu + tpu + mix.gpu * one.gpuJ;
  const deviceJ = mix.cpu * one.cpuDeviceJ + (mix.gpu + mix.tpu * TPU_MULTIPLIER.mid) * one.acceleratorJ;
  const embodiedG = mix.cpu * one.cpuEmbodiedG + (mix.gpu + mix.tpu) * one.acceleratorEmbodiedG;
  return {
    itEnergyKwh: joulesToKwh(requests * perRequestJ * IDLE_FACTOR),
    deviceEnergyKwh: joulesToKwh(requests * deviceJ),
    embodiedG: gramsCO2eq(requests * embodiedG),
    spreads: [
      FIT_SPREAD,
      IDLE_SPREAD,
      ...(input.batchSpread === null ? [] : [input.batchSpread]),
      ...sizeSpreads(input),
      onPart(multiplierSpread('CPU multiplier', CPU_MULTIPLIER), cpu / perRequestJ),
      onPart(multiplierSpread('TPU multiplier', TPU_MULTIPLIER), tpu / perRequestJ),
    ],
    assumptions: classAssumptions(input),
  };
}
