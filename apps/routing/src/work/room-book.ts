import { setTimeout as sleep } from 'node:timers/promises';
import { startOfHour } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { RoomLedger, slotOf } from '@ecobe/placement';
import type { RegionRoom } from '@ecobe/placement';
import type { ReservedSlot } from '../ports/planning-store';
import type { RoomReader } from './outlook-book';

/** Real milliseconds after which what is known of reservations is read anew. */
const FRESH_MS = 1_000;
/** Real milliseconds that an answer waits at most for the first reading. */
const FIRST_READING_MS = 2_000;

/** Where others have reserved what, and whether that is known at all. */
export interface RoomWatch extends RoomReader {
  /** Resolves at once after the first reading, and before it within a bounded time; never rejects. */
  isKnown(): Promise<boolean>;
}

/**
 * What plans have reserved, kept in this process for answers that reserve nothing themselves: read anew behind the answer
 * once it is a second old, so that no answer waits for it but those that come before the first reading.
 */
export class RoomBook implements RoomWatch {
  private ledger: RoomLedger;
  private isRead = false;
  private readAtMs = -Infinity;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly read: (fromSlot: number) => Promise<readonly ReservedSlot[]>,
    private readonly capKwOf: (region: string) => number | null,
    private readonly clock: Clock,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.ledger = new RoomLedger(capKwOf);
  }

  roomOf(region: string): RegionRoom {
    if (this.isDue()) void this.refresh();
    return this.ledger.roomOf(region);
  }

  async isKnown(): Promise<boolean> {
    if (this.isRead) return true;
    const reading = this.reading ?? (this.isDue() ? this.refresh() : null);
    if (reading !== null) await Promise.race([reading, sleep(FIRST_READING_MS, undefined, { ref: false })]);
    return this.isRead;
  }

  /** Resolves once the reservations of now are known; never rejects. */
  refresh(): Promise<void> {
    this.reading ??= this.readAll().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private isDue(): boolean {
    return performance.now() - this.readAtMs > FRESH_MS;
  }

  private async readAll(): Promise<void> {
    this.readAtMs = performance.now();
    try {
      const ledger = new RoomLedger(this.capKwOf);
      // The running hour counts whole against the cap.
      const fromSlot = slotOf(startOfHour(this.clock.nowMs()));
      for (const { region, slot, kw } of await this.read(fromSlot))
        ledger.enter({ region, runs: [{ from: slot, until: slot + 1 }], powerKw: kw });
      this.ledger = ledger;
      this.isRead = true;
    } catch (error) {
      this.onFault(error);
    }
  }
}
