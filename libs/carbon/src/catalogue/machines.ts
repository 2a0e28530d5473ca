/** Size of the machines whose prices the catalogue holds; the general class is 4 vCPU and 16 GB. */
export interface MachineSize {
  readonly vcpus: number;
  readonly memoryGb: number;
  readonly gpus: number;
}

const size = (vcpus: number, memoryGb: number, gpus = 0): MachineSize => ({ vcpus, memoryGb, gpus });

const MACHINES: Readonly<Record<string, MachineSize>> = {
  'm6i.xlarge': size(4, 16),
  'm5.xlarge': size(4, 16),
  'm6id.12xlarge': size(48, 192),
  Standard_D4s_v5: size(4, 16),
  'e2-standard-4': size(4, 16),
  Standard_NC24ads_A100_v4: size(24, 220, 1),
};

/** @throws RangeError for a machine whose size is not written down, since its price could not be compared. */
export function machineSize(instance: string): MachineSize {
  const found = MACHINES[instance];
  if (found === undefined) throw new RangeError(`the size of ${instance} is not known`);
  return found;
}
