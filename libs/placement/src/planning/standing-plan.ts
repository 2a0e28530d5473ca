import { gramsOf } from './outlook';
import { placementOf } from './placement';
import type { Placement } from './placement';
import type { WorkView } from './room-prices';
import { eachHour } from './slot';
import { asGoodAs, slotsThatFit } from './timing';
import type { WorkToPlace } from './work';

/** What work has, beside the best that it could have. */
interface Standing {
  readonly standing: Placement;
  readonly work: WorkToPlace;
  readonly view: WorkView;
  /** How much better the best must be, percent. */
  readonly withinPercent: number;
}

/** The best, or what work has already where that still has room and is as good: a plan that changes for nothing helps nobody. */
export function orAsGood(best: Placement, { standing, work, view, withinPercent }: Standing): Placement {
  const now = asOfNow(standing, work, view);
  if (now === null) return best;
  return now.weighed * (1 - withinPercent / 100) <= asGoodAs(best.weighed) ? now : best;
}

/** The same place and slots by the figures of now; null where they have none, or no room. */
function asOfNow(standing: Placement, work: WorkToPlace, view: WorkView): Placement | null {
  const { runs, region, isRunNow } = standing;
  const room = view.outlooks.get(region)?.room ?? null;
  // Running now competes by its own figures, and is never paid for.
  let fits = !isRunNow && runs.every(({ from, until }) => from >= work.earliest && until <= work.deadline);
  if (fits && room !== null) {
    eachHour(runs, (hour, slots) => {
      fits &&= slots <= slotsThatFit({ room, powerKw: work.powerKw }, hour);
    });
  }
  return fits ? figuresOfNow(standing, work, view) : null;
}

function figuresOfNow({ region, runs, isRunNow }: Placement, work: WorkToPlace, view: WorkView) {
  const place = [work.home, ...work.others].find((one) => one.region === region);
  const outlook = view.outlooks.get(region);
  if (place === undefined || outlook === undefined) return null;
  const { grams, weighed } = outlook;
  const cost = gramsOf({ ...outlook, grams: isRunNow ? grams : weighed }, runs, 1);
  return cost === null ? null : placementOf(place, { runs, cost }, work, outlook, view.terms.weights);
}

/**
 * What a place comes to by the figures of now, in kW times reference hours, so that works can be added up; 0 where nobody
 * knows, which is the same for all places of that work.
 */
export function burdenOf(placement: Placement | null, work: WorkToPlace, view: WorkView): number {
  const now = placement === null ? null : figuresOfNow(placement, work, view);
  const { carbon, cost } = view.terms.weights;
  return now === null ? 0 : (work.powerKw * now.weighed) / (carbon + cost);
}
