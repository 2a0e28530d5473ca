import { RoomLedger } from '@ecobe/placement';
import type { Reservation } from '@ecobe/placement';
import type { RunFacts, RunPlacement } from '../ports/dekes-workload';
import type { RoomStore } from '../ports/room-store';
import { reservationOf, takesRoom } from './room-of-plans';

/** Real milliseconds after which the plans of other processes are read anew. */
const FRESH_MS = 1_000;
/** Longer than a decision takes to be written, in real time. */
const WRITTEN_WITHIN_MS = 5_000;

interface Decided {
  readonly atMs: number;
  readonly reservation: Reservation;
}

type Work = Pick<RunFacts, 'minutes' | 'energyKwh'>;

/**
 * What runs of DEKES have reserved. Decisions of this process count from the moment they are made, those of others once they
 * are written and read, so two processes may pass a cap by what they decide within a second.
 */
export class RunRoom {
  private ledger: RoomLedger;
  private readAtMs = -Infinity;
  private reading: Promise<void> | null = null;
  private readonly decided = new Map<string, Decided>();

  constructor(
    private readonly store: RoomStore,
    private readonly policy: { readonly capKwOf: (region: string) => number | null },
  ) {
    this.ledger = new RoomLedger(policy.capKwOf);
  }

  /** The room of now; plan in it and {@link enter} what came of it before anybody else has a turn. */
  async at(nowMs: number): Promise<RoomLedger> {
    if (performance.now() - this.readAtMs > FRESH_MS) {
      this.reading ??= this.read(nowMs).finally(() => {
        this.reading = null;
      });
      await this.reading;
    }
    return this.ledger;
  }

  /** Counts a decision. */
  enter(id: string, placement: RunPlacement, work: Work): void {
    const reservation = takesRoom(placement) ? reservationOf(placement, work) : null;
    if (reservation === null) return;
    this.ledger.enter(reservation);
    this.decided.set(id, { atMs: performance.now(), reservation });
  }

  /** Plans a run anew as if it had no plan, and counts what it has then. @param place null: it stays as it is */
  replan(
    id: string,
    standing: RunPlacement,
    work: Work,
    place: (room: RoomLedger) => RunPlacement | null,
  ): RunPlacement | null {
    const had = reservationOf(standing, work);
    const isCounted = had !== null && this.release(had);
    const better = placedOrRestored(() => place(this.ledger), isCounted ? had : null, this.ledger);
    if (better !== null) this.enter(id, better, work);
    return better;
  }

  private release(reservation: Reservation): boolean {
    try {
      this.ledger.release(reservation);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false; // it was planned after the room was read
      throw error;
    }
  }

  private async read(nowMs: number): Promise<void> {
    const atMs = performance.now();
    for (const [id, decision] of this.decided)
      if (atMs - decision.atMs > WRITTEN_WITHIN_MS) this.decided.delete(id);
    const planned = await this.store.planned(nowMs, [...this.decided.keys()]);
    const ledger = new RoomLedger(this.policy.capKwOf);
    for (const { minutes, energyKwh, ...placement } of planned) {
      const reservation = reservationOf(placement, { minutes, energyKwh });
      if (reservation !== null) ledger.enter(reservation);
    }
    for (const { reservation } of this.decided.values()) ledger.enter(reservation);
    [this.ledger, this.readAtMs] = [ledger, atMs];
  }
}

/** Enters again what was given back where nothing better came of it. */
function placedOrRestored(
  place: () => RunPlacement | null,
  had: Reservation | null,
  ledger: RoomLedger,
): RunPlacement | null {
  let better: RunPlacement | null = null;
  try {
    better = place();
    return better;
  } finally {
    if (better === null && had !== null) ledger.enter(had);
  }
}
