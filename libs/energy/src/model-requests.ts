import { EnergyInputError, assumed } from './assumption';
import type { Assumption } from './assumption';
import { inferenceEnergy } from './llm-inference';
import { hasEnergyFit, isExtrapolated } from './llm-fit';
import { sizeAssumption } from './model-size';
import { findModel } from './models';
import type { Spread } from './range';
import type { HardwareMix, WorkloadEnergy } from './workload-energy';
import type { WorkloadInput } from './workload-input';

const ONE_GPU: HardwareMix = { cpu: 0, gpu: 1, tpu: 0 };
const DEFAULT_TOKENS = 400;

/** Batch size where the caller gave none, and how far off it may be (J per token against that at the default). */
interface BatchDefault {
  readonly size: number;
  readonly spread: Spread;
  readonly source: string;
}

const ONLINE: BatchDefault = {
  size: 64,
  spread: { cause: 'batch of 8 to 256', low: 0.5, high: 2.86 },
  source: 'EcoLogits serves 64 at once; the span covers 8 to 256',
};
const OFFLINE: BatchDefault = {
  size: 256,
  spread: { cause: 'batch of 64 to 512', low: 0.7, high: 2 },
  source: 'offline work fills the machine, 256 to 512 at once; the span covers 64 to 512',
};

function normalised({ cpu, gpu, tpu }: HardwareMix): HardwareMix {
  const sum = cpu + gpu + tpu;
  return { cpu: cpu / sum, gpu: gpu / sum, tpu: tpu / sum };
}

function defaultsTaken(input: WorkloadInput, batch: BatchDefault): Assumption[] {
  const tokensSource =
    'functional unit of the Mistral life cycle study; chat means of ML.ENERGY v3 are 351 to 928. Not in the range';
  const taken: (Assumption | null)[] = [
    input.tokensPerRequest === null
      ? assumed('tokensPerRequest', DEFAULT_TOKENS, 'output tokens', tokensSource)
      : null,
    input.batchSize === null ? assumed('batchSize', batch.size, 'requests at once', batch.source) : null,
    input.accelerator === null ? assumed('accelerator', 'H100', null, 'the widest fit, 177 runs') : null,
    input.hardwareMix === null ? assumed('hardwareMix', 'gpu 1', null, 'no mix given: all on GPU') : null,
  ];
  return taken.filter((assumption) => assumption !== null);
}

/**
 * Energy of requests to a named language model.
 * @throws EnergyInputError for an unknown model, or an accelerator that inference was not fitted on.
 */
export function modelRequestsEnergy(input: WorkloadInput, modelSize: string): WorkloadEnergy {
  const model = findModel(modelSize);
  const accelerator = input.accelerator ?? 'H100';
  if (!hasEnergyFit(accelerator)) {
    throw new EnergyInputError('accelerator', `inference was fitted on H100 and B200, not on ${accelerator}`);
  }
  const batch = input.workloadType === 'batch' ? OFFLINE : ONLINE;
  const batchSize = input.batchSize ?? batch.size;
  const energy = inferenceEnergy({
    requests: input.requestVolume,
    model,
    tokensPerRequest: input.tokensPerRequest ?? DEFAULT_TOKENS,
    batchSize,
    accelerator,
    mix: input.hardwareMix === null ? ONE_GPU : normalised(input.hardwareMix),
    batchSpread: input.batchSize === null ? batch.spread : null,
  });
  const outside = `the fit knows 8b to 405b (B200: to 671b) and 8 to 1024 requests at once`;
  return {
    ...energy,
    assumptions: [
      ...sizeAssumption(model),
      ...(isExtrapolated(accelerator, model, batchSize)
        ? [assumed('energyFit', 'extrapolated', null, outside)]
        : []),
      ...defaultsTaken(input, batch),
      ...energy.assumptions,
    ],
  };
}
