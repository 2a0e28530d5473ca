import type { FunctionalUnit } from '@ecobe/contracts';
import type { DekesWorkload, RunFacts, RunPlacement, StoredWorkload } from './dekes-workload';

/** A batch as it was asked for. */
export interface DekesBatch {
  readonly id: string;
  readonly createdMs: number;
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly organizationId: string | null;
  readonly callbackUrl: string | null;
  /** What could not be chosen or should be known, as at its first plan. */
  readonly excluded: readonly object[];
  readonly warnings: readonly object[];
}

/** What was recorded under an idempotency key. */
export interface Recorded {
  readonly requestHash: string;
  readonly answer: string;
}

/** How a run went, as DEKES says. */
export interface RunEnd {
  readonly executionRegion: string;
  readonly executionZone: string;
  readonly runMinutes: number;
  readonly runStatus: 'success' | 'failed' | 'partial';
  readonly functionalUnit: FunctionalUnit | null;
  readonly completedMs: number;
}

/** Decisions and what became of them, kept for good. */
export interface WorkloadStore {
  /** Durable once it resolves; what stands under that key: this one, or an earlier one. */
  record(workload: DekesWorkload, messages?: readonly OutgoingMessage[]): Promise<Recorded>;
  /** What stands under a key of that organisation: those of others are not met. */
  findRecorded(idempotencyKey: string, organizationId: string | null): Promise<Recorded | null>;
  find(id: string): Promise<StoredWorkload | null>;
  /** The newest run of a query. */
  findByQuery(queryId: string): Promise<StoredWorkload | null>;
  /** Newest first, older than `before`. */
  list(before: string | null, limit: number): Promise<StoredWorkload[]>;
  /** DEKES says what it emitted. */
  report(id: string, reportedG: number, atMs: number, messages: readonly OutgoingMessage[]): Promise<void>;
  /** False where it was complete already. */
  complete(id: string, end: RunEnd): Promise<boolean>;
}

/** As much of a run as planning it anew takes. */
export interface WaitingRun extends Pick<StoredWorkload, 'id' | 'createdMs' | 'planNumber'> {
  readonly run: RunFacts;
  readonly placement: RunPlacement;
}

/** Batches and their plans. */
export interface BatchStore {
  /** All rows or none. The id of the batch that stands under that key. */
  recordBatch(batch: DekesBatch, workloads: readonly DekesWorkload[]): Promise<string>;
  findBatch(id: string): Promise<{ batch: DekesBatch; workloads: StoredWorkload[] } | null>;
  findBatchByKey(
    idempotencyKey: string,
    organizationId: string | null,
  ): Promise<{ id: string; requestHash: string } | null>;
  /** Queries of batches that wait for their time, by how long they may, from behind one of them on. */
  waiting(after: WaitingRun | null, limit: number): Promise<WaitingRun[]>;
  /** Takes a new plan unless its time came meanwhile; false then. */
  replan(id: string, planNumber: number, placement: RunPlacement): Promise<boolean>;
  /** Says why a run was not planned anew; its plan stands. */
  keepPlan(id: string, reason: string): Promise<void>;
}

/** Something that DEKES is to be told, once. */
export interface OutgoingMessage {
  /** What DEKES and we know it by. */
  readonly key: string;
  readonly kind: 'report' | 'event';
  readonly workloadId: string;
  readonly body: object;
  readonly createdMs: number;
}
