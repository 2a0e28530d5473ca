import { withRoom } from './outlook';
import type { RegionOutlook } from './outlook';
import { placeWork } from './place-work';
import type { PlacementTerms } from './place-work';
import type { Placement } from './placement';
import type { RoomLedger } from './room-ledger';
import { RoomPrices, roomPrices } from './room-prices';
import type { WeightedWork } from './room-prices';
import type { WorkToPlace } from './work';

/** Work that waits for a plan, or for a better one. */
export interface WaitingWork {
  readonly id: string;
  /** Without a plan it is planned as work that arrives now, so that running now is open to it. */
  readonly work: WorkToPlace;
  /** Its present plan from `work.earliest` on, whose room the ledger holds; null for work that has none yet. */
  readonly held: Placement | null;
}

export interface BatchTerms extends PlacementTerms {
  /** Work that has not arrived yet but will want room; with none, room that is left over is worth nothing. */
  readonly expected: readonly WeightedWork[];
  /** Prices to start from, such as those of an hour ago. */
  readonly previous: RoomPrices;
  /** Rounds of the search for prices; 0 takes the previous ones as they are. */
  readonly rounds: number;
}

export interface PlannedWork {
  /** Null where neither a forecast nor an earlier plan says where it can run. */
  readonly placement: Placement | null;
  /** It found no room among the others and kept the plan it had, with its figures of then. */
  readonly isKept: boolean;
}

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
  const inTurn = [...waiting].sort((a, b) => stakeOf(b) - stakeOf(a));
  const roomy = new Map(
    [...outlooks].map(([region, outlook]) => [region, withRoom(outlook, ledger.roomOf(region))]),
  );
  for (const { held, work } of inTurn) giveBack(ledger, held, work);
  const prices = pricesFor(inTurn, roomy, ledger, terms);
  const priced = new Map([...roomy].map(([region, outlook]) => [region, prices.applyTo(outlook)]));
  const keeping = new Set<WaitingWork>();
  for (let pass = 1; ; pass++) {
    const planned = placeAll(inTurn, keeping, priced, ledger, terms);
    const homeless = inTurn.filter(({ id, held }) => held !== null && planned.get(id)?.placement === null);
    if (homeless.length === 0) {
      const isRoomLeftForNobody = terms.expected.length === 0 && terms.rounds > 0;
      if (isRoomLeftForNobody && prices !== RoomPrices.NONE) fill(inTurn, planned, roomy, ledger, terms);
      return { planned, prices };
    }
    for (const { id, work } of inTurn) giveBack(ledger, planned.get(id)?.placement ?? null, work);
    for (const one of pass + 1 < MAX_PASSES ? homeless : inTurn) keeping.add(one);
  }
}

const stakeOf = ({ work }: WaitingWork): number => work.powerKw * work.slots;

function placeAll(
  inTurn: readonly WaitingWork[],
  keeping: ReadonlySet<WaitingWork>,
  priced: ReadonlyMap<string, RegionOutlook>,
  ledger: RoomLedger,
  terms: PlacementTerms,
): Map<string, PlannedWork> {
  const planned = new Map<string, PlannedWork>();
  for (const one of keeping) {
    if (one.held === null) continue;
    take(ledger, one.held, one.work);
    planned.set(one.id, { placement: one.held, isKept: true });
  }
  for (const { id, work } of inTurn) {
    if (planned.has(id)) continue;
    // Only the best is kept: of a hundred thousand works all alternatives would take a gigabyte.
    const placement = placeWork(work, priced, terms).placements[0] ?? null;
    take(ledger, placement, work);
    planned.set(id, { placement, isKept: false });
  }
  return planned;
}

/**
 * Prices make those who could share an hour's room indifferent to it, so some of it stays empty. Each in turn takes what is
 * best now that the others have chosen; its own place is among that, so nobody emits more.
 */
function fill(
  inTurn: readonly WaitingWork[],
  planned: Map<string, PlannedWork>,
  roomy: ReadonlyMap<string, RegionOutlook>,
  ledger: RoomLedger,
  terms: PlacementTerms,
): void {
  for (const { id, work } of inTurn) {
    const before = planned.get(id)?.placement ?? null;
    giveBack(ledger, before, work);
    const best = placeWork(work, roomy, terms).placements[0];
    if (best !== undefined) planned.set(id, { placement: best, isKept: false });
    take(ledger, best ?? before, work);
  }
}

/** @param inTurn who have given back their room, by what they need */
function pricesFor(
  inTurn: readonly WaitingWork[],
  roomy: ReadonlyMap<string, RegionOutlook>,
  ledger: RoomLedger,
  { expected, previous, rounds, ...terms }: BatchTerms,
): RoomPrices {
  if (![...roomy.keys()].some((region) => ledger.hasCap(region))) return RoomPrices.NONE;
  const weight = Math.max(1, inTurn.length / PRICE_SAMPLE);
  const sample = Array.from({ length: Math.min(inTurn.length, PRICE_SAMPLE) }, (_, i) =>
    inTurn.slice(Math.floor(i * weight), Math.floor(i * weight) + 1).map(({ work }) => ({ work, weight })),
  );
  return roomPrices([...sample.flat(), ...expected], roomy, terms, { previous, rounds });
}

function take(ledger: RoomLedger, placement: Placement | null, { powerKw }: WorkToPlace): void {
  if (placement?.isRunNow === false) ledger.reserve({ ...placement, powerKw });
}

function giveBack(ledger: RoomLedger, placement: Placement | null, { powerKw }: WorkToPlace): void {
  if (placement?.isRunNow === false) ledger.release({ ...placement, powerKw });
}
