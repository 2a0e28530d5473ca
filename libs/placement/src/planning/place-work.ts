import { cheapestSlots } from './cheapest-slots';
import { cheapestWindow } from './cheapest-window';
import type { RegionOutlook } from './outlook';
import { placementOf, runNow } from './placement';
import type { Placement } from './placement';
import { limitRefusal } from './refusal';
import type { RegionRefusal } from './refusal';
import { roomyWindow } from './roomy-window';
import type { Timing } from './timing';
import { requireRunnable } from './work';
import type { PlacementWeights, WorkRegion, WorkToPlace } from './work';

export interface PlacementChoice {
  /** Best first; the first is the choice. Empty where no region has a forecast that reaches, or none has room. */
  readonly placements: readonly Placement[];
  readonly refusals: readonly RegionRefusal[];
  /**
   * Run at home from the arrival on: what avoided emissions are counted against. Null without a forecast of home, and
   * when work is planned anew after its arrival.
   */
  readonly baseline: Placement | null;
}

export interface PlacementTerms {
  readonly weights: PlacementWeights;
  /** Run now at home unless the choice is expected to be better by this much, percent; 0 always takes the best. */
  readonly minGainPercent: number;
}

/**
 * The best region and time for work, exactly: in each feasible region its cheapest slots (or window, where it must not
 * pause) that have room, and of these the least. The price of a region does not change by the hour, so carbon, and the
 * price of scarce room, decide when. docs/formulas/placement.md
 * @param outlooks by region, from the running hour on
 * @throws RangeError for work that nobody could run.
 */
export function placeWork(
  work: WorkToPlace,
  outlooks: ReadonlyMap<string, RegionOutlook>,
  terms: PlacementTerms,
): PlacementChoice {
  requireRunnable(work);
  const baseline = runNow(work, outlooks.get(work.home.region), terms.weights);
  const placements: Placement[] = [];
  const refusals: RegionRefusal[] = [];
  for (const place of [work.home, ...work.others]) {
    const found = orRunNow(
      placeIn(place, work, outlooks, terms.weights),
      place === work.home ? baseline : null,
    );
    if ('code' in found) refusals.push(found);
    else placements.push(found);
  }
  placements.sort((a, b) => a.weighed - b.weighed);
  return { placements: unlessTooLittle(placements, baseline, terms), refusals, baseline };
}

function placeIn(
  place: WorkRegion,
  work: WorkToPlace,
  outlooks: ReadonlyMap<string, RegionOutlook>,
  weights: PlacementWeights,
): Placement | RegionRefusal {
  const { region } = place;
  const refusal = limitRefusal(place, work, weights);
  if (refusal !== null) return refusal;
  const outlook = outlooks.get(region);
  if (outlook === undefined) return { region, code: 'NO_FORECAST', reason: 'no forecast of it is known' };
  const timing = timingOf(work, outlook);
  if (timing !== null) return placementOf(place, timing, work, outlook, weights);
  if (outlook.room === null || timingOf(work, { ...outlook, room: null }) === null)
    return { region, code: 'DOES_NOT_FIT', reason: 'its forecast ends before the work could' };
  return { region, code: 'NO_ROOM', reason: 'others have reserved its room before the deadline' };
}

function timingOf(work: WorkToPlace, { weighed, room }: RegionOutlook): Timing | null {
  const power = room === null ? null : { room, powerKw: work.powerKw };
  if (work.isInterruptible) return cheapestSlots(weighed, work, power);
  return power === null ? cheapestWindow(weighed, work) : roomyWindow(weighed, work, power);
}

/** Running now needs no room and pays none, so it is open at home whatever others have reserved. */
function orRunNow(found: Placement | RegionRefusal, baseline: Placement | null): Placement | RegionRefusal {
  if (baseline === null) return found;
  return 'code' in found || baseline.weighed <= found.weighed ? baseline : found;
}

/** The baseline first where the best promises too little over it: a forecast that errs must not do harm. */
function unlessTooLittle(
  placements: Placement[],
  baseline: Placement | null,
  { minGainPercent }: PlacementTerms,
): Placement[] {
  const [best] = placements;
  if (baseline === null || best === undefined || minGainPercent === 0) return placements;
  const isWorthIt = best.weighed <= baseline.weighed * (1 - minGainPercent / 100);
  if (isWorthIt) return placements;
  return [baseline, ...placements.filter(({ region }) => region !== baseline.region)];
}
