import { gramsCO2eq, kilowattHours } from '@ecobe/carbon';
import { EnergyInputError, assumed } from './assumption';
import type { Assumption } from './assumption';
import { deviceHoursEnergy, trainingDeviceHours } from './device-hours';
import { modelRequestsEnergy, sizeAssumption } from './model-requests';
import { findModel } from './models';
import { onPart } from './range';
import type { Spread } from './range';
import { vcpuEnergy } from './vcpu-hours';
import type { WorkloadEnergy } from './workload-energy';
import type { WorkloadInput } from './workload-input';

/** A query of which nothing is known: 100 ms of one vCPU, 0.21 J, what a TinyBERT-class model needs (0.216 J). */
const SECONDS_PER_QUERY = 0.1;

function trainingFromTokens(input: WorkloadInput, modelSize: string): WorkloadEnergy {
  const model = findModel(modelSize);
  if (input.tokensPerRequest === null || (input.accelerator ?? 'H100') !== 'H100') {
    throw new EnergyInputError(
      'deviceHours',
      'training needs deviceHours, or modelSize and tokensPerRequest on H100',
    );
  }
  const hours = trainingDeviceHours(model.activeB, input.requestVolume * input.tokensPerRequest);
  const energy = deviceHoursEnergy(hours, 'H100');
  const source =
    '6 x active parameters x tokens (requestVolume x tokensPerRequest) at 40 % of 9.89e14 FLOP/s';
  const derived = [...sizeAssumption(model), assumed('deviceHours', hours, 'H100 hours', source)];
  return { ...energy, assumptions: [...derived, ...energy.assumptions] };
}

function queryEnergy({ requestVolume, provider }: WorkloadInput): WorkloadEnergy {
  const energy = vcpuEnergy((requestVolume * SECONDS_PER_QUERY) / 3600, provider);
  const source = 'assumed; gives the 0.2 J of a TinyBERT-class query';
  const perQuery = assumed('vcpuSecondsPerQuery', SECONDS_PER_QUERY, 's', source);
  return { ...energy, assumptions: [perQuery, ...energy.assumptions] };
}

function fromRequests(input: WorkloadInput): WorkloadEnergy {
  const { workloadType, modelSize } = input;
  if (modelSize === null && workloadType === 'query') return queryEnergy(input);
  if (modelSize === null) {
    const field = workloadType === 'training' ? 'deviceHours' : 'modelSize';
    throw new EnergyInputError(field, `${workloadType} needs modelSize, deviceHours or vcpuHours`);
  }
  return workloadType === 'training'
    ? trainingFromTokens(input, modelSize)
    : modelRequestsEnergy(input, modelSize);
}

/** Several parts of one workload as one; a part's spread counts by its share of the energy. */
function together(parts: readonly WorkloadEnergy[]): WorkloadEnergy {
  const sum = (pick: (part: WorkloadEnergy) => number) =>
    parts.reduce((total, part) => total + pick(part), 0);
  const itEnergyKwh = sum((part) => part.itEnergyKwh);
  const share = (part: WorkloadEnergy) => (itEnergyKwh === 0 ? 0 : part.itEnergyKwh / itEnergyKwh);
  return {
    itEnergyKwh: kilowattHours(itEnergyKwh),
    deviceEnergyKwh: kilowattHours(sum((part) => part.deviceEnergyKwh)),
    embodiedG: gramsCO2eq(sum((part) => part.embodiedG)),
    spreads: parts.flatMap((part): Spread[] => part.spreads.map((spread) => onPart(spread, share(part)))),
    assumptions: parts.flatMap((part) => part.assumptions),
  };
}

/** Hours were given, so what describes single requests has no say; the caller is told. */
function unused(input: WorkloadInput): Assumption[] {
  const described = ['modelSize', 'hardwareMix', 'tokensPerRequest', 'batchSize'] as const;
  return described
    .filter((name) => input[name] !== null)
    .map((name) => assumed(name, 'not used', null, 'deviceHours and vcpuHours state the work directly'));
}

/** Data that one request moves, and what its transfer takes: too little to count, and said so. */
const networkIgnored: Assumption = assumed(
  'networkEnergy',
  'not counted',
  null,
  'about 4e-9 kWh a request (4 kB at 0.001 kWh per GB, Cloud Carbon Footprint), far inside the range',
);

/**
 * What a workload draws: the hours of device or vCPU where the caller states them, else from its requests.
 * @throws EnergyInputError that names the field which is missing or unknown.
 */
export function estimateWorkload(input: WorkloadInput): WorkloadEnergy {
  const parts: WorkloadEnergy[] = [];
  if (input.deviceHours !== null)
    parts.push(deviceHoursEnergy(input.deviceHours, input.accelerator ?? 'H100'));
  if (input.vcpuHours !== null) parts.push(vcpuEnergy(input.vcpuHours, input.provider));
  if (parts.length === 0) {
    const whole = fromRequests(input);
    return { ...whole, assumptions: [...whole.assumptions, networkIgnored] };
  }
  if (input.modelSize !== null) findModel(input.modelSize);
  const whole = together(parts);
  return { ...whole, assumptions: [...whole.assumptions, ...unused(input), networkIgnored] };
}
