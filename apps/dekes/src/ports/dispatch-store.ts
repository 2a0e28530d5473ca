import type { FreeSlots } from '@ecobe/platform';
import type { RunPlacement, StoredWorkload } from './dekes-workload';

/** A run whose time has come, with the host that is to be called, and its port. */
export type DueRun = StoredWorkload & { readonly host: string };

/** The queries of batches whose time has come. */
export interface DispatchStore {
  /** Takes those that are due and can be sent at once, for as long as `leaseMs` of real time: nobody else sends them meanwhile. */
  claimDue(nowMs: number, leaseMs: number, free: FreeSlots): Promise<DueRun[]>;
  /** Lets those whose time has come and that nobody is to be called for be fetched. */
  markDue(nowMs: number): Promise<number>;
  dispatched(id: string, nowMs: number): Promise<void>;
  /** Tried again at `nextAttemptMs`; null: given up. */
  failed(id: string, reason: string, nextAttemptMs: number | null): Promise<void>;
  /** What was given up waits for its time by a new plan, with its tries before it; false where it is not given up any more. */
  revive(id: string, planNumber: number, placement: RunPlacement): Promise<boolean>;
}
