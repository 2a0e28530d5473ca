import type { GramsCO2eq, KilowattHours } from '@ecobe/carbon';
import type { Assumption } from './assumption';
import type { Spread } from './range';

/** What a workload draws before the building's overhead: independent of where it runs, apart from the provider. */
export interface WorkloadEnergy {
  /** Computers only, without PUE. */
  readonly itEnergyKwh: KilowattHours;
  /** Of that, accelerators (or the sockets of CPU servers) without host, memory and idle spares. */
  readonly deviceEnergyKwh: KilowattHours;
  /** Share of the hardware's manufacture, by time used. */
  readonly embodiedG: GramsCO2eq;
  readonly spreads: readonly Spread[];
  readonly assumptions: readonly Assumption[];
}

/** What share of its requests each class of device serves; normalised to 1. */
export interface HardwareMix {
  readonly cpu: number;
  readonly gpu: number;
  readonly tpu: number;
}
