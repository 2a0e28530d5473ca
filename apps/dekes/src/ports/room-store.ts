/** What runs that are planned alike will draw: of one region, one start and one length. */
export interface PlannedRoom {
  /** As the caller named it. */
  readonly region: string;
  readonly startMs: number;
  readonly minutes: number;
  /** Of the computers of all of them. */
  readonly energyKwh: number;
}

/** What others have planned. */
export interface RoomStore {
  /** Runs that end after an instant and were not sent home at once, but for these: waiting, called, or told to wait. */
  planned(endAfterMs: number, exceptIds: readonly string[]): Promise<PlannedRoom[]>;
}
