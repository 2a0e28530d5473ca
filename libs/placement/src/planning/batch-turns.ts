import { placeWork } from './place-work';
import type { Placement } from './placement';
import type { Batch, BatchTerms, PlannedWork, WaitingWork } from './batch';
import type { RoomLedger } from './room-ledger';
import type { WorkView } from './room-prices';
import { burdenOf, orAsGood } from './standing-plan';
import type { WorkToPlace } from './work';

/** All choose in turn, but for those who keep what they have. */
export function* placeAll(
  { inTurn, ledger, terms }: Batch,
  keeping: ReadonlySet<WaitingWork>,
  priced: Batch['roomy'],
): Generator<void, Map<string, PlannedWork>> {
  const planned = new Map<string, PlannedWork>();
  for (const one of keeping) {
    if (one.held === null) continue;
    yield;
    keep(ledger, one.held, one.work);
    planned.set(one.id, { placement: one.held, isKept: true });
  }
  for (const one of inTurn) {
    const { id, work, held } = one;
    if (planned.has(id)) continue;
    yield;
    // Only the best is kept: of a hundred thousand works all alternatives would take a gigabyte.
    const placement = bestOf(work, held, priced(one), terms);
    take(ledger, placement, work);
    planned.set(id, { placement, isKept: false });
  }
  return planned;
}

/** @param standing what it has, which it keeps where that is as good */
function bestOf(
  work: WorkToPlace,
  standing: Placement | null,
  view: WorkView,
  { keepWithinPercent }: BatchTerms,
): Placement | null {
  const best = placeWork(work, view.outlooks, view.terms).placements[0] ?? null;
  if (best === null || standing === null || keepWithinPercent === undefined) return best;
  return orAsGood(best, { standing, work, view, withinPercent: keepWithinPercent });
}

/**
 * Prices make those who could share an hour's room indifferent to it, so some of it stays empty. Each in turn takes what is
 * best now that the others have chosen; its own place is among that, so nobody emits more.
 */
export function* fill(
  { inTurn, ledger, terms }: Batch,
  planned: Map<string, PlannedWork>,
  seen: Batch['roomy'],
): Generator<void, void> {
  for (const one of inTurn) {
    yield;
    const { id, work } = one;
    const before = planned.get(id)?.placement ?? null;
    giveBack(ledger, before, work);
    const best = bestOf(work, before, seen(one), terms);
    if (best !== null) planned.set(id, { placement: best, isKept: false });
    if (best === null && before !== null) keep(ledger, before, work);
    else take(ledger, best, work);
  }
}

/**
 * What was planned, or the plans from before where that is hardly better for all together: then only who gains by it alone
 * moves, into room that is free.
 */
export function* unlessNoBetter(
  batch: Batch,
  planned: Map<string, PlannedWork>,
  seen: Batch['roomy'],
  withinPercent: number,
): Generator<void, Map<string, PlannedWork>> {
  const { inTurn, ledger } = batch;
  const standing = new Map<string, PlannedWork>();
  for (const { id, held, work } of inTurn) {
    yield;
    giveBack(ledger, planned.get(id)?.placement ?? null, work);
    standing.set(id, { placement: held, isKept: true });
  }
  for (const { held, work } of inTurn) {
    yield;
    if (held !== null) keep(ledger, held, work);
  }
  yield* fill(batch, standing, seen);
  let [burden, ofStanding] = [0, 0];
  for (const one of inTurn) {
    yield;
    burden += burdenOf(planned.get(one.id)?.placement ?? null, one.work, seen(one));
    ofStanding += burdenOf(standing.get(one.id)?.placement ?? null, one.work, seen(one));
  }
  if (ofStanding * (1 - withinPercent / 100) <= burden) return standing;
  for (const { id, work } of inTurn) {
    yield;
    giveBack(ledger, standing.get(id)?.placement ?? null, work);
  }
  for (const { id, work } of inTurn) {
    yield;
    const placement = planned.get(id)?.placement ?? null;
    if (placement !== null) keep(ledger, placement, work);
  }
  return planned;
}

function take(ledger: RoomLedger, placement: Placement | null, { powerKw }: WorkToPlace): void {
  if (placement?.isRunNow === false) ledger.reserve({ ...placement, powerKw });
}

/** What was given before stays, even where a cap has become smaller since. */
function keep(ledger: RoomLedger, placement: Placement, { powerKw }: WorkToPlace): void {
  if (!placement.isRunNow) ledger.enter({ ...placement, powerKw });
}

export function giveBack(ledger: RoomLedger, placement: Placement | null, { powerKw }: WorkToPlace): void {
  if (placement?.isRunNow === false) ledger.release({ ...placement, powerKw });
}
