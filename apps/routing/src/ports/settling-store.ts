import type { Interval, Quality } from '@ecobe/carbon';
import type {
  FunctionalUnit,
  SettlementAnswer,
  WorkloadEmissions,
  WorkloadRequest,
  WorkloadStatus,
} from '@ecobe/contracts';

/** What the caller reported of the end. */
export interface Completion {
  readonly energyKwh: number;
  /** When it really ran; null: as planned. */
  readonly ran: Interval | null;
  /** Absent where none was told. */
  readonly functionalUnit?: FunctionalUnit;
}

export interface Settlement {
  readonly energyKwh: number;
  readonly energyQuality: SettlementAnswer['energyQuality'];
  readonly emittedG: number;
  readonly transferG: number;
  readonly baselineG: number;
  readonly avoidedG: number;
  readonly workGPerKwh: number;
  readonly homeGPerKwh: number;
  readonly quality: Quality;
  readonly source: string;
}

/** The newest of a workload. */
export interface StandingSettlement extends Settlement {
  /** 1 for the first, one more each time that it was settled anew. */
  readonly revision: number;
  /** Whether its emissions were handed on to the emission log, which may not have taken them yet. */
  readonly isLogged: boolean;
}

/** A workload that ran, with its newest settlement. */
export interface WorkloadToSettle {
  readonly id: string;
  readonly status: WorkloadStatus;
  readonly request: WorkloadRequest;
  readonly acceptedAtMs: number;
  readonly region: string;
  readonly zone: string;
  readonly segments: readonly Interval[];
  readonly completion: Completion | null;
  readonly newest: StandingSettlement | null;
}

export interface SettlingStore {
  /**
   * Those that ended, in order of id: completed ones, dispatched ones whose planned end is before `silentBeforeMs`, and
   * settled ones that ended from `settledFromMs` on, for providers revise what they told.
   */
  toSettle(
    ended: { silentBeforeMs: number; settledFromMs: number },
    afterId: string | null,
    limit: number,
  ): Promise<WorkloadToSettle[]>;
  /** Adds a settlement, which from then on counts, and has its emissions told to the emission log; null: to none. */
  settle(
    id: string,
    revision: number,
    settlement: Settlement,
    emissions: WorkloadEmissions | null,
    nowMs: number,
  ): Promise<void>;
  /** Tells why it is not settled. */
  leave(ids: readonly string[], reasons: readonly string[]): Promise<void>;
}
