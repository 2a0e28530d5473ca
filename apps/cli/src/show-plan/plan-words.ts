import type { PlanView } from './plan-view';

const time = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')}Z`;

/** What the drawing cannot tell: from when to when, how sure, against what, from which data, and who was left out. */
export function planWords({ chosen, baseline, excluded, warnings }: PlanView): string[] {
  const { region, startAt, endAt, range, avoidedCO2, slots } = chosen;
  const pauses = slots.length > 1 ? `, in ${slots.length} pieces` : '';
  return [
    `run it in ${region} from ${time(startAt)} until ${time(endAt)}${pauses}`,
    `expected ${told(range.mid)}, between ${told(range.low)} and ${told(range.high)} if all its hours come out at their p10 or p90`,
    avoidedCO2 === null
      ? `avoided: unknown, ${baseline?.reason ?? 'there is no baseline'}`
      : `avoided ${told(avoidedCO2)} against running at once in ${baseline?.region ?? 'its home'}`,
    provenance(chosen),
    ...warnings.map(({ detail }) => `warning: ${detail}`),
    ...excluded.map((other) => `left out ${other.region}: ${other.reason}`),
  ];
}

const told = (grams: number): string => `${Math.round(grams).toLocaleString('en')} gCO2eq`;

function provenance({ quality, model, source, ageSeconds }: PlanView['chosen']): string {
  const simulated = quality === 'simulated' ? 'SIMULATED DATA, not the real grid. ' : '';
  return `${simulated}${quality} by ${model} from ${source}, issued ${Math.round(ageSeconds / 60)} min ago`;
}
