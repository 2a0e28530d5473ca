import { gramsCO2eq, kilowattHours } from '@ecobe/carbon';
import { EnergyInputError, assumed } from './assumption';
import type { Assumption } from './assumption';
import { FLOP_UTILISATION_SPREAD, deviceHoursEnergy, trainingDeviceHours } from './device-hours';
import { modelRequestsEnergy } from './model-requests';
import { proportionalSizeSpread, sizeAssumption } from './model-size';
import { findModel } from './models';
import { onPart } from './range';
import type { Spread } from './range';
import { shown } from './shown';
import { unusedInputs } from './unused-inputs';
import type { EnergyPath } from './unused-inputs';
import { vcpuEnergy } from './vcpu-hours';
import type { WorkloadEnergy } from './workload-energy';
import type { WorkloadInput } from './workload-input';

/** A query of which nothing is known: 100 ms of one vCPU, 0.21 J, what a TinyBERT-class model needs (0.216 J). */
const SECONDS_PER_QUERY = 0.1;
const TRAINING_SOURCE =
  '6 x active parameters x tokens (requestVolume x tokensPerRequest) at 40 % (30 to 50 %) of 9.89e14 FLOP/s';

function trainingFromTokens(input: WorkloadInput, modelSize: string): EnergyPath {
  const model = findModel(modelSize);
  const { accelerator, tokensPerRequest, deviceUtilisation } = input;
  if (tokensPerRequest === null || (accelerator ?? 'H100') !== 'H100') {
    throw new EnergyInputError(
      'deviceHours',
      'training needs deviceHours, or modelSize and tokensPerRequest on H100',
    );
  }
  const hours = trainingDeviceHours(model.activeB, input.requestVolume * tokensPerRequest);
  const energy = deviceHoursEnergy(hours, 'H100', deviceUtilisation);
  const taken = [
    ...sizeAssumption(model),
    assumed('deviceHours', shown(hours), 'H100 hours', TRAINING_SOURCE),
    ...(accelerator === null
      ? [assumed('accelerator', 'H100', null, 'none given; the peak rate is that of an H100')]
      : []),
  ];
  return {
    energy: {
      ...energy,
      spreads: [...energy.spreads, FLOP_UTILISATION_SPREAD, ...proportionalSizeSpread(model)],
      assumptions: [...taken, ...energy.assumptions],
    },
    used: ['modelSize', 'tokensPerRequest', 'accelerator', 'deviceUtilisation'],
    basis: 'training is counted from parameters and tokens on H100',
  };
}

function queryPath({ requestVolume, provider }: WorkloadInput): EnergyPath {
  const energy = vcpuEnergy((requestVolume * SECONDS_PER_QUERY) / 3600, provider);
  const source = 'assumed; gives the 0.2 J of a TinyBERT-class query';
  const perQuery = assumed('vcpuSecondsPerQuery', SECONDS_PER_QUERY, 's', source);
  return {
    energy: { ...energy, assumptions: [perQuery, ...energy.assumptions] },
    used: [],
    basis: 'a query without modelSize is counted as vCPU time only',
  };
}

function fromRequests(input: WorkloadInput): EnergyPath {
  const { workloadType, modelSize } = input;
  if (modelSize === null && workloadType === 'query') return queryPath(input);
  if (modelSize === null) {
    const field = workloadType === 'training' ? 'deviceHours' : 'modelSize';
    throw new EnergyInputError(field, `${workloadType} needs modelSize, deviceHours or vcpuHours`);
  }
  if (workloadType === 'training') return trainingFromTokens(input, modelSize);
  return {
    energy: modelRequestsEnergy(input, modelSize),
    used: ['modelSize', 'hardwareMix', 'tokensPerRequest', 'batchSize', 'accelerator'],
    basis: 'requests to a model are counted by measured energy per token, which holds the load',
  };
}

/** Hours that the caller states take precedence over what the requests would give. */
function fromHours(input: WorkloadInput): EnergyPath[] {
  const { deviceHours, vcpuHours, accelerator, deviceUtilisation, provider } = input;
  const paths: EnergyPath[] = [];
  if (deviceHours !== null) {
    paths.push({
      energy: deviceHoursEnergy(deviceHours, accelerator, deviceUtilisation),
      used: ['deviceHours', 'accelerator', 'deviceUtilisation'],
      basis: 'deviceHours state the work directly',
    });
  }
  if (vcpuHours !== null) {
    paths.push({
      energy: vcpuEnergy(vcpuHours, provider),
      used: ['vcpuHours'],
      basis: 'vcpuHours state the work directly',
    });
  }
  if (paths.length > 0 && input.modelSize !== null) findModel(input.modelSize);
  return paths;
}

/** Several parts of one workload as one; a part's spread counts by its share of the energy. */
function together(parts: readonly WorkloadEnergy[]): WorkloadEnergy {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
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

/** Data that one request moves, and what its transfer takes: too little to count, and said so. */
const networkIgnored: Assumption = assumed(
  'networkEnergy',
  'not counted',
  null,
  'about 4e-9 kWh a request (4 kB at 0.001 kWh per GB, Cloud Carbon Footprint), far inside the range',
);

/**
 * What a workload draws: the hours of device or vCPU where the caller states them, else from its requests. Inputs that
 * had no say are listed among the assumptions.
 * @throws EnergyInputError that names the field which is missing or unknown.
 */
export function estimateWorkload(input: WorkloadInput): WorkloadEnergy {
  const stated = fromHours(input);
  const paths = stated.length > 0 ? stated : [fromRequests(input)];
  const whole = together(paths.map(({ energy }) => energy));
  return { ...whole, assumptions: [...whole.assumptions, ...unusedInputs(input, paths), networkIgnored] };
}
