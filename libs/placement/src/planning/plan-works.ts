import { fill, giveBack, placeAll, unlessNoBetter } from './batch-turns';
import type { Batch, BatchTerms, PlannedWork, WaitingWork } from './batch';
import { withRoom } from './outlook';
import type { RegionOutlook } from './outlook';
import type { RoomLedger } from './room-ledger';
import { RoomPrices } from './room-price-table';
import { searchPrices } from './room-prices';
import type { WorkView } from './room-prices';
import { atOnce, perGrid, sortInSteps } from './steps';

export interface BatchPlan {
  readonly planned: ReadonlyMap<string, PlannedWork>;
  /** For works that arrive before the next batch. */
  readonly prices: RoomPrices;
}

/** After so many tries all works keep what they had. */
const MAX_PASSES = 4;
/** Prices are found by so many of the works; the others are like them. */
const PRICE_SAMPLE = 1000;

/**
 * Plans many works anew, together, under the prices that they and the expected ones give to scarce room. All give back
 * their room and choose in turn, those who need most first. Who finds none left keeps the plan it had, and the others choose
 * again around it: so nobody loses a place, and no hour is ever overloaded. docs/formulas/placement.md
 * @param outlooks by region, from the running hour on, without room
 * @param ledger holds the plans from before, and afterwards the new ones
 */
export function planWorks(
  waiting: readonly WaitingWork[],
  outlooks: ReadonlyMap<string, RegionOutlook>,
  ledger: RoomLedger,
  terms: BatchTerms,
): BatchPlan {
  return atOnce(planInSteps(waiting, outlooks, ledger, terms));
}

/** The same, which pauses after each work that it looked at, so that others of the process can have their turn. */
export function* planInSteps(
  waiting: readonly WaitingWork[],
  outlooks: ReadonlyMap<string, RegionOutlook>,
  ledger: RoomLedger,
  terms: BatchTerms,
): Generator<void, BatchPlan> {
  const inTurn = yield* sortInSteps(waiting, (a, b) => stakeOf(b) - stakeOf(a));
  const roomyOf = perGrid((outlook) => withRoom(outlook, ledger.roomOf(outlook.region)));
  const common: WorkView = { terms, outlooks };
  const roomy: Batch['roomy'] = ({ view = common }) => ({ ...view, outlooks: roomyOf(view.outlooks) });
  const batch = { inTurn, ledger, terms, roomy };
  for (const { held, work } of inTurn) {
    yield;
    giveBack(ledger, held, work);
  }
  const prices = yield* pricesFor(batch, roomy({}));
  const pricedOf = perGrid((outlook) => prices.applyTo(outlook));
  const priced: Batch['roomy'] = (one) => {
    const view = roomy(one);
    return { ...view, outlooks: pricedOf(view.outlooks) };
  };
  const keeping = new Set<WaitingWork>();
  for (let pass = 1; ; pass++) {
    const planned = yield* placeAll(batch, keeping, priced);
    const homeless = inTurn.filter(({ id, held }) => held !== null && planned.get(id)?.placement === null);
    if (homeless.length === 0) {
      const isRoomLeftForNobody = terms.expected.length === 0 && terms.rounds > 0;
      if (isRoomLeftForNobody && prices !== RoomPrices.NONE) yield* fill(batch, planned, roomy);
      if (terms.keepWithinPercent === undefined) return { planned, prices };
      const judged = isRoomLeftForNobody ? roomy : priced;
      return { planned: yield* unlessNoBetter(batch, planned, judged, terms.keepWithinPercent), prices };
    }
    for (const { id, work } of inTurn) {
      yield;
      giveBack(ledger, planned.get(id)?.placement ?? null, work);
    }
    for (const one of pass + 1 < MAX_PASSES ? homeless : inTurn) keeping.add(one);
  }
}

const stakeOf = ({ work }: WaitingWork): number => work.powerKw * work.slots;

/** Under which those in turn, who have given back their room, and the expected ones want about as much as there is. */
function* pricesFor({ inTurn, ledger, terms, roomy }: Batch, common: WorkView): Generator<void, RoomPrices> {
  if (![...common.outlooks.keys()].some((region) => ledger.hasCap(region))) return RoomPrices.NONE;
  const weight = Math.max(1, inTurn.length / PRICE_SAMPLE);
  const sample = Array.from({ length: Math.min(inTurn.length, PRICE_SAMPLE) }, (_, i) =>
    inTurn
      .slice(Math.floor(i * weight), Math.floor(i * weight) + 1)
      .map((one) => ({ work: one.work, weight, view: roomy(one) })),
  );
  const expected = terms.expected.map((one) => ({ ...one, view: roomy(one) }));
  return yield* searchPrices([...sample.flat(), ...expected], common, terms);
}
