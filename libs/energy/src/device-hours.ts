import { gramsCO2eq, kilowattHours } from '@ecobe/carbon';
import { assumed } from './assumption';
import type { Assumption } from './assumption';
import {
  ACCELERATORS,
  ACCELERATORS_PER_SERVER,
  ACCELERATOR_EMBODIED_G,
  ACCELERATOR_FIGURES,
  AI_HOST_W,
  AI_SERVER_EMBODIED_G,
  AI_SERVER_LIFETIME_SECONDS,
} from './hardware.data';
import type { Accelerator } from './hardware.data';
import type { Spread } from './range';
import type { WorkloadEnergy } from './workload-energy';

const DEFAULT_ACCELERATOR: Accelerator = 'H100';
const DEFAULT_UTILISATION = 0.9;
const LOWEST_UTILISATION = 0.6;
/** An accelerator's eighth of its server, in W. */
const HOST_W = AI_HOST_W / ACCELERATORS_PER_SERVER;
/** Dense bf16 peak of an H100 and the share of it that large training runs reach. */
const PEAK_FLOP_PER_SECOND = 9.89e14;
const MODEL_FLOP_UTILISATION = 0.4;
/** Assumed around what is published: 38 to 43 % for Llama 3.1 405B on up to 16,384 H100 (Meta, 2024), 46 % for PaLM. */
export const FLOP_UTILISATION_SPREAD: Spread = {
  cause: 'model FLOP utilisation of 30 to 50 %',
  low: MODEL_FLOP_UTILISATION / 0.5,
  high: MODEL_FLOP_UTILISATION / 0.3,
};
/** Forward and backward pass, per parameter and token: the usual rule of thumb. */
const TRAINING_FLOP_PER_PARAMETER_TOKEN = 6;

/** Mean power of one accelerator in W, linear between idle and full. */
function acceleratorWatts(accelerator: Accelerator, utilisation: number): number {
  const { idleW, maxW } = ACCELERATOR_FIGURES[accelerator];
  return idleW + utilisation * (maxW - idleW);
}

/** What one hour of accelerator draws with its eighth of a server, in W. */
const wattsWithHost = (accelerator: Accelerator, utilisation: number): number =>
  acceleratorWatts(accelerator, utilisation) + HOST_W;

function spreadsOf(accelerator: Accelerator | null, utilisation: number | null): Spread[] {
  const taken = accelerator ?? DEFAULT_ACCELERATOR;
  const load = utilisation ?? DEFAULT_UTILISATION;
  const relative = (other: Accelerator, otherLoad: number) =>
    wattsWithHost(other, otherLoad) / wattsWithHost(taken, load);
  const any = ACCELERATORS.map((other) => relative(other, load));
  return [
    ...(utilisation === null
      ? [
          {
            cause: 'accelerator load of 60 to 100 %',
            low: relative(taken, LOWEST_UTILISATION),
            high: relative(taken, 1),
          },
        ]
      : []),
    ...(accelerator === null
      ? [{ cause: 'accelerator not stated', low: Math.min(...any), high: Math.max(...any) }]
      : []),
  ];
}

function assumptionsOf(accelerator: Accelerator | null, utilisation: number | null): Assumption[] {
  const taken = accelerator ?? DEFAULT_ACCELERATOR;
  const loadSource = `assumed for busy ${taken}; ${ACCELERATOR_FIGURES[taken].source}`;
  return [
    ...(accelerator === null
      ? [assumed('accelerator', taken, null, 'none given; the range spans A100 to B200')]
      : []),
    ...(utilisation === null ? [assumed('deviceUtilisation', DEFAULT_UTILISATION, null, loadSource)] : []),
    assumed('hostWatts', HOST_W, 'W per device', 'EcoLogits: 1200 W for a server of 8 accelerators'),
  ];
}

/**
 * Energy and embodied share of hours of accelerator with its eighth of a server. `accelerator` null takes an H100,
 * `utilisation` (0 to 1) null takes 0.9; what is taken is listed, and widens the range.
 */
export function deviceHoursEnergy(
  deviceHours: number,
  accelerator: Accelerator | null,
  utilisation: number | null = null,
): WorkloadEnergy {
  const watts = acceleratorWatts(accelerator ?? DEFAULT_ACCELERATOR, utilisation ?? DEFAULT_UTILISATION);
  const embodiedG = AI_SERVER_EMBODIED_G / ACCELERATORS_PER_SERVER + ACCELERATOR_EMBODIED_G;
  return {
    itEnergyKwh: kilowattHours((deviceHours * (watts + HOST_W)) / 1000),
    deviceEnergyKwh: kilowattHours((deviceHours * watts) / 1000),
    embodiedG: gramsCO2eq((deviceHours * 3600 * embodiedG) / AI_SERVER_LIFETIME_SECONDS),
    spreads: spreadsOf(accelerator, utilisation),
    assumptions: assumptionsOf(accelerator, utilisation),
  };
}

/** Hours of H100 that training takes, from 6 x active parameters x tokens at 40 % of the peak rate. */
export const trainingDeviceHours = (activeB: number, tokens: number): number =>
  (TRAINING_FLOP_PER_PARAMETER_TOKEN * activeB * 1e9 * tokens) /
  (PEAK_FLOP_PER_SECOND * MODEL_FLOP_UTILISATION * 3600);
