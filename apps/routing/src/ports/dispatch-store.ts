import type { Interval } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';

/** A workload whose time has come, claimed by this process for a while. */
export interface DueWorkload {
  readonly id: string;
  readonly request: WorkloadRequest;
  readonly planNumber: number;
  /** As the planner names it. */
  readonly region: string;
  readonly zone: string;
  readonly segments: readonly Interval[];
  readonly deadlineMs: number;
  readonly lastStartMs: number;
  /** 1 at the first try. */
  readonly attempt: number;
}

/** A try that failed, and what follows. */
export interface FailedDispatch {
  readonly id: string;
  readonly reason: string;
  /** Null: given up. */
  readonly retryInMs: number | null;
}

/** What has to start. Claims and waits run on the database's own clock, so that processes agree on them. */
export interface DispatchStore {
  /** Claims those that are due at an instant of the suite's clock; unless their fate is told, they are due again later. */
  claimDue(nowMs: number, limit: number): Promise<DueWorkload[]>;
  dispatched(ids: readonly string[], nowMs: number): Promise<void>;
  failed(failure: FailedDispatch): Promise<void>;
}
