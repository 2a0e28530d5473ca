import { assumed } from './assumption';
import type { Assumption } from './assumption';
import type { WorkloadEnergy } from './workload-energy';
import type { WorkloadInput } from './workload-input';

const DESCRIBING = [
  'modelSize',
  'hardwareMix',
  'tokensPerRequest',
  'batchSize',
  'accelerator',
  'deviceHours',
  'deviceUtilisation',
  'vcpuHours',
] as const satisfies readonly (keyof WorkloadInput)[];

/** One way to the energy of a workload, with the inputs that had a say in it. */
export interface EnergyPath {
  readonly energy: WorkloadEnergy;
  readonly used: readonly (typeof DESCRIBING)[number][];
  /** Why any other input has no say. */
  readonly basis: string;
}

/** Inputs that the caller gave and no path used: each is listed as not used, with the reason. */
export function unusedInputs(input: WorkloadInput, paths: readonly EnergyPath[]): Assumption[] {
  const reason = paths.map(({ basis }) => basis).join('; ');
  return DESCRIBING.filter(
    (name) => input[name] !== null && !paths.some(({ used }) => used.includes(name)),
  ).map((name) => assumed(name, 'not used', null, reason));
}
