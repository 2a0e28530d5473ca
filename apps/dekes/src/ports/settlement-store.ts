import type { WorkloadEmissions } from '@ecobe/contracts';
import type { StoredWorkload } from './dekes-workload';
import type { LoggedSettlement, StandingSettlement } from './settlement';
import type { OutgoingMessage } from './workload-store';

/** A run whose hours may be known, with the settlement that stands. */
export interface RunToSettle {
  readonly workload: StoredWorkload;
  readonly earlier: StandingSettlement | null;
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
  /**
   * Adds a settlement with what follows from it, unless one of that revision is there. A report that still waits is replaced
   * by a newer one of the same run; emissions go to the emission log, null: to none.
   */
  settle(
    settlement: StandingSettlement,
    messages: readonly OutgoingMessage[],
    emissions: WorkloadEmissions | null,
  ): Promise<void>;
  unsettled(id: string, reason: string): Promise<void>;
  /** The standing settlements of these. */
  settlementsOf(ids: readonly string[]): Promise<Map<string, LoggedSettlement>>;
}
