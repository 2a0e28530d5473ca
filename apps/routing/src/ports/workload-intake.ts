import type { WorkloadRequest, WorkloadsAccepted } from '@ecobe/contracts';

/** A workload as it is taken on. */
export interface NewWorkload {
  readonly id: string;
  readonly request: WorkloadRequest;
  /** Tells another request under the same external id apart. */
  readonly requestHash: string;
  readonly deadlineMs: number;
  readonly lastStartMs: number;
}

/** By what a batch that comes again is known. */
export interface AskedBatch {
  /** That all of its workloads name; null: none, or several. A key is one of its organisation. */
  readonly organizationId: string | null;
  readonly idempotencyKey: string;
  readonly requestHash: string;
}

export interface NewBatch extends AskedBatch {
  readonly id: string;
  readonly acceptedAtMs: number;
  readonly workloads: readonly NewWorkload[];
}

/** What became of a batch. */
export type Intake =
  | { readonly kind: 'accepted'; readonly answer: WorkloadsAccepted }
  | { readonly kind: 'key-reused' }
  /** External ids (with the place in the batch) under which other workloads are known. */
  | {
      readonly kind: 'taken';
      readonly taken: readonly { readonly index: number; readonly externalId: string }[];
    };

/** Takes workloads on, all or none. */
export interface WorkloadIntake {
  /** Resolves once they are durable; under a key that was used before with what was answered then. */
  accept(batch: NewBatch): Promise<Intake>;
  /** What was answered under a key, if it was used; no reason to look at anything else then. */
  earlier(asked: AskedBatch): Promise<Intake | null>;
}
