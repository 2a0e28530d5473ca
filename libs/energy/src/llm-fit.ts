import { ACCELERATORS_PER_SERVER, ACCELERATOR_FIGURES, AI_HOST_W } from './hardware.data';
import type { Accelerator } from './hardware.data';
import type { ParameterCounts } from './models';

/** ln(J per output token) = intercept + active ln Pa + total ln Pt + batch ln B; parameters in billions. */
interface EnergyFit {
  readonly intercept: number;
  readonly active: number;
  readonly total: number;
  readonly batch: number;
  readonly largestTotalB: number;
}

/** Least squares on the chat runs of ML.ENERGY v3: H100 177 runs, R2 0.94; B200 151 runs, R2 0.96. */
const ENERGY_FITS: Partial<Record<Accelerator, EnergyFit>> = {
  H100: { intercept: -1.4743, active: 0.2153, total: 0.6243, batch: -0.5054, largestTotalB: 405.85 },
  B200: { intercept: -1.7206, active: 0.1869, total: 0.6748, batch: -0.4913, largestTotalB: 671 },
};
/** Milliseconds between two tokens on H100, same form and runs (R2 0.79). */
const LATENCY_FIT = { intercept: 1.1733, active: 0.0603, total: 0.1577, batch: 0.3207 };

const SMALLEST_TOTAL_B = 8;
/** Batch sizes that the runs cover. */
const FITTED_BATCH = { smallest: 8, largest: 1024 } as const;

const logLinear = (
  fit: Omit<EnergyFit, 'largestTotalB'>,
  model: ParameterCounts,
  batchSize: number,
): number =>
  Math.exp(
    fit.intercept +
      fit.active * Math.log(model.activeB) +
      fit.total * Math.log(model.totalB) +
      fit.batch * Math.log(batchSize),
  );

/** Whether inference energy was fitted for this accelerator. */
export const hasEnergyFit = (accelerator: Accelerator): boolean => ENERGY_FITS[accelerator] !== undefined;

/**
 * Energy of one output token on all accelerators of a replica together, in J; short chat prompts are included.
 * @throws RangeError for an accelerator without a fit.
 */
export function joulesPerToken(accelerator: Accelerator, model: ParameterCounts, batchSize: number): number {
  const fit = ENERGY_FITS[accelerator];
  if (fit === undefined) throw new RangeError(`no energy fit for ${accelerator}`);
  return logLinear(fit, model, batchSize);
}

/** Time between two output tokens of one request, in seconds (fitted on H100). */
export const secondsPerToken = (model: ParameterCounts, batchSize: number): number =>
  logLinear(LATENCY_FIT, model, batchSize) / 1000;

/**
 * Accelerators that hold the weights: the next power of two over 1.2 x parameters x bytes / memory, at 2 bytes each
 * where that fits one server and at 1 byte (fp8) where it does not, as the measured deployments do.
 */
export function acceleratorsPerReplica(accelerator: Accelerator, model: ParameterCounts): number {
  const atOneByte = (1.2 * model.totalB) / ACCELERATOR_FIGURES[accelerator].memoryGb;
  const nextPowerOfTwo = (count: number) => 2 ** Math.max(0, Math.ceil(Math.log2(count)));
  const atTwoBytes = nextPowerOfTwo(2 * atOneByte);
  return atTwoBytes <= ACCELERATORS_PER_SERVER ? atTwoBytes : nextPowerOfTwo(atOneByte);
}

/** The server around the accelerators, for one output token of one request, in J. */
export const hostJoulesPerToken = (replicaSize: number, model: ParameterCounts, batchSize: number): number =>
  (secondsPerToken(model, batchSize) * AI_HOST_W * (replicaSize / ACCELERATORS_PER_SERVER)) / batchSize;

/** Whether model and batch lie outside the runs that the fit knows. */
export function isExtrapolated(accelerator: Accelerator, model: ParameterCounts, batchSize: number): boolean {
  const largestTotalB = ENERGY_FITS[accelerator]?.largestTotalB ?? 0;
  const modelOutside = model.totalB < SMALLEST_TOTAL_B || model.totalB > largestTotalB;
  return modelOutside || batchSize < FITTED_BATCH.smallest || batchSize > FITTED_BATCH.largest;
}
