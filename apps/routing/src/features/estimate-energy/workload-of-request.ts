import { ProblemError } from '@ecobe/contracts';
import type { EnergyEquationRequest } from '@ecobe/contracts';
import { EnergyInputError, estimateWorkload } from '@ecobe/energy';
import type { WorkloadEnergy, WorkloadInput } from '@ecobe/energy';

const inputOf = (request: EnergyEquationRequest, provider: WorkloadInput['provider']): WorkloadInput => ({
  requestVolume: request.requestVolume,
  workloadType: request.workloadType,
  modelSize: request.modelSize ?? null,
  hardwareMix: request.hardwareMix ?? null,
  tokensPerRequest: request.tokensPerRequest ?? null,
  batchSize: request.batchSize ?? null,
  accelerator: request.accelerator ?? null,
  deviceHours: request.deviceHours ?? null,
  deviceUtilisation: request.deviceUtilisation ?? null,
  vcpuHours: request.vcpuHours ?? null,
  provider,
});

function refusalOf({ field, message, nearest }: EnergyInputError): ProblemError {
  const isUnknownModel = nearest.length > 0;
  return new ProblemError({
    status: 400,
    code: isUnknownModel ? 'UNKNOWN_MODEL' : 'INVALID_INPUT',
    title: isUnknownModel ? 'Unknown model' : 'Invalid input',
    detail: message,
    errors: [{ pointer: `/${field}`, detail: message }],
    ...(isUnknownModel ? { extensions: { didYouMean: nearest } } : {}),
  });
}

/**
 * Energy of the requested work at a site of that provider (null where the region names none), before PUE.
 * @throws ProblemError 400 `UNKNOWN_MODEL` with the nearest names, or `INVALID_INPUT` at the field that is missing
 */
export function workloadOfRequest(
  request: EnergyEquationRequest,
  provider: WorkloadInput['provider'],
): WorkloadEnergy {
  try {
    return estimateWorkload(inputOf(request, provider));
  } catch (error) {
    throw error instanceof EnergyInputError ? refusalOf(error) : error;
  }
}
