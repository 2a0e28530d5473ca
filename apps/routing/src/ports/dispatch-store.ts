import type { Interval } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import type { FreeSlots } from '@ecobe/platform';

/** A workload whose time has come, claimed by this process for a while. */
export interface DueWorkload {
  readonly id: string;
  readonly request: WorkloadRequest;
  readonly planNumber: number;
  /** As the planner names it. */
  readonly region: string;
  readonly zone: string;
  /** Whom it is handed over to, with the port; empty for who reads it himself. */
  readonly host: string;
  readonly segments: readonly Interval[];
  readonly deadlineMs: number;
  readonly lastStartMs: number;
  /** 1 at the first try. */
  readonly attempt: number;
}

/** A workload that was handed over. */
export interface Start {
  readonly id: string;
  /** By how much it runs later than planned; 0 where it starts when it was planned to. */
  readonly shiftMs: number;
}

/** A try that failed, and what follows. */
export interface FailedDispatch {
  readonly id: string;
  readonly reason: string;
  /** Null: given up. */
  readonly retryInMs: number | null;
  /** False: nobody was told anything, and the try does not count. */
  readonly isSent: boolean;
}

/** What has to start. Claims and waits run on the database's own clock, so that processes agree on them. */
export interface DispatchStore {
  /** Claims those that are due at an instant of the suite's clock; unless their fate is told, they are due again later. */
  claimDue(nowMs: number, free: FreeSlots): Promise<DueWorkload[]>;
  /** Unless its end was reported meanwhile. */
  dispatched(starts: readonly Start[], nowMs: number): Promise<void>;
  failed(failure: FailedDispatch): Promise<void>;
}
