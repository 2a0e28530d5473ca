import { startOfHour } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { RoomLedger, slotOf } from '@ecobe/placement';
import type { RegionRoom } from '@ecobe/placement';
import type { ReservedSlot } from '../ports/planning-store';
import type { RoomReader } from './outlook-book';

/** Real milliseconds after which what is known of reservations is read anew. */
const FRESH_MS = 1_000;

/**
 * What plans have reserved, kept in this process for answers that reserve nothing themselves: read anew behind the answer
 * once it is a second old, so that no answer waits for it.
 */
export class RoomBook implements RoomReader {
  private ledger: RoomLedger;
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
    if (performance.now() - this.readAtMs > FRESH_MS) void this.refresh();
    return this.ledger.roomOf(region);
  }

  /** Resolves once the reservations of now are known; never rejects. */
  refresh(): Promise<void> {
    this.reading ??= this.readAll().finally(() => {
      this.reading = null;
    });
    return this.reading;
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
    } catch (error) {
      this.onFault(error);
    }
  }
}
