import type { StoredWorkload } from './dekes-workload';

/** The queries of batches whose time has come. */
export interface DispatchStore {
  /** Takes some that are due for as long as `leaseMs`: nobody else sends them meanwhile. */
  claimDue(nowMs: number, leaseMs: number, limit: number): Promise<StoredWorkload[]>;
  /** Lets those whose time has come and that nobody is to be called for be fetched. */
  markDue(nowMs: number): Promise<number>;
  dispatched(id: string, nowMs: number): Promise<void>;
  /** Tried again at `nextAttemptMs`; null: given up. */
  failed(id: string, reason: string, nextAttemptMs: number | null): Promise<void>;
  /** What was given up is due again, with its tries before it; false where it was not given up. */
  revive(id: string): Promise<boolean>;
}
