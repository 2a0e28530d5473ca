import type { StoredWorkload } from './dekes-workload';
import type { Settlement } from './settlement';
import type { OutgoingMessage } from './workload-store';

/** A run whose hours may be known, with the settlement that stands. */
export interface RunToSettle {
  readonly workload: StoredWorkload;
  readonly earlier: Settlement | null;
}

/** Runs that are over, and what they emitted. */
export interface SettlementStore {
  /** Those that are over and not settled, or ended after `changedSinceMs`, when observations may still be corrected. */
  toSettle(
    nowMs: number,
    changedSinceMs: number,
    after: string | null,
    limit: number,
  ): Promise<RunToSettle[]>;
  settle(settlement: Settlement, messages: readonly OutgoingMessage[]): Promise<void>;
  unsettled(id: string, reason: string): Promise<void>;
  /** The standing settlements of these. */
  settlementsOf(ids: readonly string[]): Promise<Map<string, Settlement>>;
}
