import type { BaselineAnswer, PlacedAnswer } from '@ecobe/contracts';

const DECIMALS = 10;
const shown = (value: number): string => String(Math.round(value * DECIMALS) / DECIMALS);

/**
 * Why work runs there and then, in one sentence.
 * @param aloneG what it would emit if it had all room for itself, gCO2eq; null where that makes no difference
 */
export function explanationOf(
  placed: PlacedAnswer,
  baseline: BaselineAnswer,
  isRunNow: boolean,
  aloneG: number | null,
): string {
  const why = reasonOf(placed, baseline, isRunNow);
  const extraG = aloneG === null ? 0 : placed.estimatedCO2 - aloneG;
  if (!(extraG > 0)) return why;
  return `${why}; ${shown(extraG)} g more than if it had all room for itself, which is scarce and saves more for others`;
}

function reasonOf(placed: PlacedAnswer, baseline: BaselineAnswer, isRunNow: boolean): string {
  const { region, startAt, carbonIntensity, estimatedCO2, transferCO2, avoidedCO2 } = placed;
  const emits = `${shown(carbonIntensity)} gCO2eq/kWh is expected there, ${shown(estimatedCO2)} g in all`;
  const transfer = transferCO2 > 0 ? ` with ${shown(transferCO2)} g for the transfer` : '';
  if (isRunNow) return `${region} at once: nothing better is forecast before the deadline; ${emits}`;
  if (avoidedCO2 === null || baseline.estimatedCO2 === null)
    return `${region} from ${startAt}: ${emits}${transfer}; what running at once in ${baseline.region} would emit is unknown`;
  const than = `than at once in ${baseline.region} (${shown(baseline.estimatedCO2)} g)`;
  const difference = avoidedCO2 >= 0 ? `${shown(avoidedCO2)} g less` : `${shown(-avoidedCO2)} g more`;
  return `${region} from ${startAt}: ${emits}${transfer}, ${difference} ${than}`;
}
