import type { Reservation, RoomLedger } from '@ecobe/placement';

const SLOTS_PER_HOUR = 4;
/** Sums of the same kW in another order differ by less, kW. */
const ROUNDING_KW = 1e-6;

/** A plan that would change its place. */
export interface Move {
  /** Null where it takes no room, such as running at home at once. */
  readonly from: Reservation | null;
  readonly to: Reservation | null;
}

/**
 * Enters as many of the moves as fit together, all at once: two may change places where there is room for neither beside
 * the other. Pauses after each. A move into an hour that would be overloaded is undone, the last ones first, until no hour is.
 * @param ledger holds what is really reserved, and afterwards also what the moves have changed
 * @returns the moves that are entered
 */
export function* movesThatFit<Moving extends Move>(
  moves: readonly Moving[],
  ledger: RoomLedger,
  capKwOf: (region: string) => number | null,
): Generator<void, Moving[]> {
  for (const { from } of moves) enter(ledger, from, -1);
  for (const { to } of moves) enter(ledger, to, 1);
  let fitting = [...moves];
  for (;;) {
    const undone = new Set<Moving>();
    for (const move of fitting.toReversed()) {
      yield;
      if (move.to === null || !isOverloaded(move.to, ledger, capKwOf)) continue;
      enter(ledger, move.to, -1);
      enter(ledger, move.from, 1);
      undone.add(move);
    }
    if (undone.size === 0) return fitting;
    fitting = fitting.filter((move) => !undone.has(move));
  }
}

function enter(ledger: RoomLedger, reservation: Reservation | null, sign: 1 | -1): void {
  if (reservation !== null) ledger.enter({ ...reservation, powerKw: sign * reservation.powerKw });
}

function isOverloaded(
  { region, runs }: Reservation,
  ledger: RoomLedger,
  capKwOf: (region: string) => number | null,
): boolean {
  const capKw = capKwOf(region);
  if (capKw === null) return false;
  return runs.some(({ from, until }) => {
    for (let hour = Math.floor(from / SLOTS_PER_HOUR); hour * SLOTS_PER_HOUR < until; hour++) {
      if (meanKw(region, hour, ledger) > capKw + ROUNDING_KW) return true;
    }
    return false;
  });
}

function meanKw(region: string, hour: number, ledger: RoomLedger): number {
  let sumKw = 0;
  for (let slot = 0; slot < SLOTS_PER_HOUR; slot++)
    sumKw += ledger.busyKwAt(region, hour * SLOTS_PER_HOUR + slot);
  return sumKw / SLOTS_PER_HOUR;
}
