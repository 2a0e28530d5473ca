import { gramsCO2eq, kilowattHours } from '@ecobe/carbon';
import type { Provider } from '@ecobe/carbon';
import type { Assumption } from './assumption';
import {
  DEFAULT_VCPU_PROVIDER,
  GENERAL_SERVER_EMBODIED_G,
  GENERAL_SERVER_LIFETIME_SECONDS,
  GENERAL_SERVER_VCPUS,
  VCPU_WATTS,
} from './hardware.data';
import { shown } from './shown';
import type { WorkloadEnergy } from './workload-energy';

const DEFAULT_UTILISATION = 0.5;
const LOWEST_UTILISATION = 0.1;

/** Average power of one vCPU in W: linear between its idle and full load (Cloud Carbon Footprint). */
function wattsPerVcpu(provider: Provider, utilisation: number): number {
  const { minW, maxW } = VCPU_WATTS[provider];
  return minW + utilisation * (maxW - minW);
}

/** Energy and embodied share of hours of virtual CPU; `provider` null where the site's owner is not known. */
export function vcpuEnergy(vcpuHours: number, provider: Provider | null): WorkloadEnergy {
  const owner = provider ?? DEFAULT_VCPU_PROVIDER;
  const watts = wattsPerVcpu(owner, DEFAULT_UTILISATION);
  const energy = kilowattHours((vcpuHours * watts) / 1000);
  const gramsPerVcpuSecond =
    GENERAL_SERVER_EMBODIED_G / GENERAL_SERVER_VCPUS / GENERAL_SERVER_LIFETIME_SECONDS;
  const assumptions: Assumption[] = [
    {
      input: 'vcpuWatts',
      value: shown(watts),
      unit: 'W per vCPU',
      source: `Cloud Carbon Footprint, ${owner}${provider === null ? ' taken, because a zone names no provider' : ''}, at half load`,
    },
  ];
  return {
    itEnergyKwh: energy,
    deviceEnergyKwh: energy,
    embodiedG: gramsCO2eq(vcpuHours * 3600 * gramsPerVcpuSecond),
    spreads: [
      {
        cause: 'vCPU load of 10 to 100 %',
        low: wattsPerVcpu(owner, LOWEST_UTILISATION) / watts,
        high: wattsPerVcpu(owner, 1) / watts,
      },
    ],
    assumptions,
  };
}
