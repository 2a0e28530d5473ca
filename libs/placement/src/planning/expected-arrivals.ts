import type { WeightedWork } from './room-prices';
import { SLOTS_PER_HOUR } from './slot';
import type { WorkToPlace } from './work';

const HOURS_PER_DAY = 24;
/** How much an hour of the past says of a coming one, by what they share. */
const SAYS = { hourAndDayKind: 1, hour: 0.1, dayKind: 0.03, nothing: 0.01 };
/** Hours of the day this far apart are alike. */
const ALIKE_HOURS = 1;

export interface ArrivalSpan {
  /** First slot from which on all arrivals are in the past works. */
  readonly sinceSlot: number;
  /** The running slot: arrivals after it are expected. */
  readonly nowSlot: number;
  readonly aheadHours: number;
  /** How many works stand for all expected ones. */
  readonly count: number;
}

/**
 * Works to reckon with: those of the past, as if they came again. The rate of a coming hour is the mean of past hours, most of
 * all those at the same time of a day of the same kind (working day or weekend). Of all pairs of a coming hour and a past work,
 * `count` are drawn evenly by expected energy, so each stands for the same energy and the sum wavers little.
 * @param past arrivals from `sinceSlot` to now, as they were at their arrival
 */
export function expectedArrivals<Work extends WorkToPlace>(
  past: readonly Work[],
  span: ArrivalSpan,
): (WeightedWork & { readonly work: Work })[] {
  const { sinceSlot, nowSlot, aheadHours, count } = span;
  const hours = pastHours(sinceSlot, nowSlot);
  const movable = past.filter((work) => work.others.length > 0 || work.deadline - work.arrival > work.slots);
  const firstHour = Math.floor(nowSlot / SLOTS_PER_HOUR) + 1;
  const coming = Array.from({ length: aheadHours }, (_, i) => firstHour + i).map((hour) => ({
    hour,
    says: saysOf(hour, hours),
  }));
  const energies = coming.map(({ says }) => movable.map((work) => says(hourOf(work)) * energyOf(work)));
  const totalEnergy = energies.flat().reduce((sum, energy) => sum + energy, 0);
  if (!(totalEnergy > 0)) return [];
  const step = totalEnergy / count;
  const drawn: (WeightedWork & { readonly work: Work })[] = [];
  // Other pairs every hour, so that what one draw leaves out does not stay out.
  let untilNext = (step * (0.5 + ((0.618 * firstHour) % 1))) / 1.5;
  for (const [i, { hour }] of coming.entries()) {
    for (const [k, work] of movable.entries()) {
      untilNext -= energies[i]?.[k] ?? 0;
      if (untilNext > 0) continue;
      const copies = 1 + Math.floor(-untilNext / step);
      untilNext += copies * step;
      drawn.push({ work: shifted(work, hour), weight: (copies * step) / energyOf(work) });
    }
  }
  return drawn;
}

const hourOf = ({ arrival }: WorkToPlace): number => Math.floor(arrival / SLOTS_PER_HOUR);
const energyOf = ({ powerKw, slots }: WorkToPlace): number => powerKw * slots;

/** Whole hours that are over. */
function pastHours(sinceSlot: number, nowSlot: number): number[] {
  const first = Math.floor(sinceSlot / SLOTS_PER_HOUR);
  return Array.from(
    { length: Math.max(1, Math.floor(nowSlot / SLOTS_PER_HOUR) - first) },
    (_, i) => first + i,
  );
}

/** The epoch began on a Thursday. */
const isWeekend = (hour: number): boolean => ((Math.floor(hour / HOURS_PER_DAY) + 4) % 7) % 6 === 0;

function likeness(past: number, coming: number): number {
  const apart = Math.abs((past - coming) % HOURS_PER_DAY);
  const isSameHour = Math.min(apart, HOURS_PER_DAY - apart) <= ALIKE_HOURS;
  const isSameKind = isWeekend(past) === isWeekend(coming);
  if (isSameHour) return isSameKind ? SAYS.hourAndDayKind : SAYS.hour;
  return isSameKind ? SAYS.dayKind : SAYS.nothing;
}

/** The share that each arrival of a past hour has in those expected in the coming one. */
function saysOf(coming: number, hours: readonly number[]): (past: number) => number {
  const sum = hours.reduce((total, past) => total + likeness(past, coming), 0);
  return (past) => likeness(past, coming) / sum;
}

function shifted<Work extends WorkToPlace>(work: Work, hour: number): Work {
  const shift = (hour - hourOf(work)) * SLOTS_PER_HOUR;
  const arrival = work.arrival + shift;
  return { ...work, arrival, earliest: arrival, deadline: work.deadline + shift };
}
