import { gramsCO2eq, kilowattHours } from '@ecobe/carbon';
import {
  ACCELERATORS_PER_SERVER,
  ACCELERATOR_EMBODIED_G,
  ACCELERATOR_FIGURES,
  AI_HOST_W,
  AI_SERVER_EMBODIED_G,
  AI_SERVER_LIFETIME_SECONDS,
} from './hardware.data';
import type { Accelerator } from './hardware.data';
import type { WorkloadEnergy } from './workload-energy';

const DEFAULT_UTILISATION = 0.9;
const LOWEST_UTILISATION = 0.6;
/** Dense bf16 peak of an H100 and the share of it that large training runs reach. */
const PEAK_FLOP_PER_SECOND = 9.89e14;
const MODEL_FLOP_UTILISATION = 0.4;
/** Forward and backward pass, per parameter and token: the usual rule of thumb. */
const TRAINING_FLOP_PER_PARAMETER_TOKEN = 6;

/** Mean power of one accelerator in W, linear between idle and full. */
function acceleratorWatts(accelerator: Accelerator, utilisation: number): number {
  const { idleW, maxW } = ACCELERATOR_FIGURES[accelerator];
  return idleW + utilisation * (maxW - idleW);
}

/** Energy and embodied share of hours of accelerator with its eighth of a server; `utilisation` null takes 0.9. */
export function deviceHoursEnergy(
  deviceHours: number,
  accelerator: Accelerator,
  utilisation: number | null = null,
): WorkloadEnergy {
  const watts = acceleratorWatts(accelerator, utilisation ?? DEFAULT_UTILISATION);
  const hostW = AI_HOST_W / ACCELERATORS_PER_SERVER;
  const embodiedG = AI_SERVER_EMBODIED_G / ACCELERATORS_PER_SERVER + ACCELERATOR_EMBODIED_G;
  const relative = (load: number) => (acceleratorWatts(accelerator, load) + hostW) / (watts + hostW);
  const isDefault = utilisation === null;
  return {
    itEnergyKwh: kilowattHours((deviceHours * (watts + hostW)) / 1000),
    deviceEnergyKwh: kilowattHours((deviceHours * watts) / 1000),
    embodiedG: gramsCO2eq((deviceHours * 3600 * embodiedG) / AI_SERVER_LIFETIME_SECONDS),
    spreads: isDefault
      ? [{ cause: 'accelerator load of 60 to 100 %', low: relative(LOWEST_UTILISATION), high: relative(1) }]
      : [],
    assumptions: isDefault
      ? [
          {
            input: 'deviceUtilisation',
            value: DEFAULT_UTILISATION,
            unit: null,
            source: `assumed for busy ${accelerator}; ${ACCELERATOR_FIGURES[accelerator].source}`,
          },
          {
            input: 'hostWatts',
            value: hostW,
            unit: 'W per device',
            source: 'EcoLogits: 1200 W for a server of 8 accelerators',
          },
        ]
      : [],
  };
}

/** Hours of H100 that training takes, from 6 x active parameters x tokens at 40 % of the peak rate. */
export const trainingDeviceHours = (activeB: number, tokens: number): number =>
  (TRAINING_FLOP_PER_PARAMETER_TOKEN * activeB * 1e9 * tokens) /
  (PEAK_FLOP_PER_SECOND * MODEL_FLOP_UTILISATION * 3600);
