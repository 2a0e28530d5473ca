import { DEFAULT_SEARCH_RUN } from '@ecobe/energy';
import { GridOfSpec } from '../../../test/support/grid-of-spec';
import type { DekesPolicy } from './dekes.config';
import type { DekesOutcome, DekesWorkload, RunPlacement, StoredWorkload } from './ports/dekes-workload';
import type { PlannedRoom, RoomStore } from './ports/room-store';
import { RunRoom } from './run-planning/run-room';
import type {
  BatchStore,
  DekesBatch,
  OutgoingMessage,
  Recorded,
  RunEnd,
  WaitingRun,
  WorkloadStore,
} from './ports/workload-store';

/** 12:20: the running hour is two quarters old, and the running slot is that of 12:15. */
export const NOW_MS = Date.UTC(2026, 2, 1, 12, 20);

/** A clock that a spec moves. */
export const clockAt = (startMs = NOW_MS) => {
  const clock = { ms: startMs, nowMs: () => clock.ms };
  return clock;
};

export const POLICY: DekesPolicy = {
  figures: DEFAULT_SEARCH_RUN,
  minGainPercent: 0,
  capKwOf: () => null,
  organizationId: null,
  webhooks: { allowsPrivate: false, hasSecret: true },
};

/** Hours from the running one on; the last is repeated until there are 48. */
export const hours = (...values: number[]): number[] => [
  ...values,
  ...Array<number>(48 - values.length).fill(values.at(-1) ?? NaN),
];

export const grid = () => new GridOfSpec(NOW_MS);

const NOTHING_YET: DekesOutcome = {
  ...{ planNumber: 1, attempts: 0, lastError: null, dispatchedMs: null },
  ...{ executionRegion: null, runMinutes: null, runStatus: null, completedMs: null },
  ...{ functionalUnit: null, reportedG: null, unsettledReason: null },
};

/** Decisions and batches in memory, with the promises of their ports. */
export class StoreOfSpec implements WorkloadStore, BatchStore, RoomStore {
  readonly room: RunRoom;

  readonly workloads: StoredWorkload[] = [];
  readonly messages: OutgoingMessage[] = [];
  readonly batches: DekesBatch[] = [];

  constructor(policy: Pick<DekesPolicy, 'capKwOf'> = POLICY) {
    this.room = new RunRoom(this, policy);
  }

  planned(endAfterMs: number, exceptIds: readonly string[]): Promise<PlannedRoom[]> {
    return Promise.resolve(
      this.workloads.flatMap(({ id, run, placement }) =>
        run === null || placement === null || placement.endMs <= endAfterMs || exceptIds.includes(id)
          ? []
          : [{ ...run, region: placement.region, startMs: placement.startMs }],
      ),
    );
  }

  async record(workload: DekesWorkload, messages: readonly OutgoingMessage[] = []): Promise<Recorded> {
    const earlier =
      workload.idempotencyKey === null
        ? null
        : await this.findRecorded(workload.idempotencyKey, workload.organizationId);
    if (earlier !== null) return earlier;
    this.workloads.push({ ...workload, ...NOTHING_YET });
    this.messages.push(...messages);
    return { requestHash: workload.requestHash ?? '', answer: workload.answer ?? 'null' };
  }

  findRecorded(key: string, organization: string | null): Promise<Recorded | null> {
    const found = this.workloads.find(
      ({ idempotencyKey, organizationId }) => idempotencyKey === key && organizationId === organization,
    );
    return Promise.resolve(
      found === undefined ? null : { requestHash: found.requestHash ?? '', answer: found.answer ?? 'null' },
    );
  }

  find(id: string): Promise<StoredWorkload | null> {
    return Promise.resolve(this.workloads.find((one) => one.id === id) ?? null);
  }

  findByQuery(queryId: string): Promise<StoredWorkload | null> {
    return Promise.resolve(this.workloads.findLast((one) => one.queryId === queryId) ?? null);
  }

  list(before: string | null, limit: number): Promise<StoredWorkload[]> {
    const newestFirst = [...this.workloads].sort((a, b) => (a.id < b.id ? 1 : -1));
    return Promise.resolve(newestFirst.filter(({ id }) => before === null || id < before).slice(0, limit));
  }

  report(id: string, reportedG: number, _atMs: number, messages: readonly OutgoingMessage[]): Promise<void> {
    this.change(id, { reportedG });
    this.messages.push(...messages);
    return Promise.resolve();
  }

  complete(id: string, end: RunEnd): Promise<boolean> {
    const isOpen = this.workloads.some((one) => one.id === id && one.completedMs === null);
    if (isOpen) this.change(id, end);
    return Promise.resolve(isOpen);
  }

  recordBatch(batch: DekesBatch, workloads: readonly DekesWorkload[]): Promise<string> {
    this.batches.push(batch);
    this.workloads.push(...workloads.map((workload) => ({ ...workload, ...NOTHING_YET })));
    return Promise.resolve(batch.id);
  }

  findBatch(id: string) {
    const batch = this.batches.find((one) => one.id === id);
    const workloads = this.workloads.filter(({ batchId }) => batchId === id);
    return Promise.resolve(batch === undefined ? null : { batch, workloads });
  }

  findBatchByKey(
    key: string,
    organization: string | null,
  ): Promise<{ id: string; requestHash: string } | null> {
    return Promise.resolve(
      this.batches.find((one) => one.idempotencyKey === key && one.organizationId === organization) ?? null,
    );
  }

  waiting(after: WaitingRun | null, limit: number): Promise<WaitingRun[]> {
    const orderOf = ({ id, placement }: WaitingRun) => `${placement.latestStartMs} ${id}`;
    const waiting = this.workloads
      .flatMap(({ status, run, placement, ...workload }) =>
        status === 'planned' && run !== null && placement !== null ? [{ ...workload, run, placement }] : [],
      )
      .filter((one) => after === null || orderOf(one) > orderOf(after))
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    return Promise.resolve(waiting.slice(0, limit));
  }

  replan(id: string, planNumber: number, placement: RunPlacement): Promise<boolean> {
    this.change(id, { planNumber, placement });
    return Promise.resolve(true);
  }

  keepPlan(id: string, reason: string): Promise<void> {
    this.change(id, { lastError: reason });
    return Promise.resolve();
  }

  private change(id: string, changes: Partial<StoredWorkload>): void {
    const index = this.workloads.findIndex((one) => one.id === id);
    const found = this.workloads[index];
    if (found !== undefined) this.workloads[index] = { ...found, ...changes };
  }
}
