/** What was removed, rows. */
export interface RemovedHistory {
  /** To DEKES, delivered or given up. */
  readonly messages: number;
  /** Advice of which nobody said that it was followed. */
  readonly advice: number;
}

/** History that nobody needs any more. Runs that took place, and their settlements, are books and stay. */
export interface HistoryRetention {
  /** Removes in portions what was made before an instant, epoch ms. */
  removeBefore(beforeMs: number): Promise<RemovedHistory>;
}
