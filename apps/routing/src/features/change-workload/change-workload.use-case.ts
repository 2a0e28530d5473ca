import { DAY_MS, MINUTE_MS, toIso } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { CompleteWorkloadRequest, WorkloadAnswer } from '@ecobe/contracts';
import type { Completion } from '../../ports/settling-store';
import type { WorkloadCommands } from '../../ports/workload-commands';
import type { WorkloadReader } from '../../ports/workload-reader';
import { usualDelayMs } from '../dispatch-workloads/late-start';
import { workloadNotFound } from '../read-workloads/read-workloads.use-case';

const LONGEST_RUN_MS = 31 * DAY_MS;
/** Clocks of callers differ from ours. */
const CLOCK_SKEW_MS = MINUTE_MS;

const refused = (code: string, title: string, detail: string): ProblemError =>
  new ProblemError({ status: 409, code, title, detail });

/** Commands of the caller on one workload; a repeated one is answered like the first. */
export class ChangeWorkloadUseCase {
  constructor(
    private readonly commands: WorkloadCommands,
    private readonly workloads: WorkloadReader,
    private readonly clock: Clock,
    /** How many times as fast as real time the suite's clock runs. */
    private readonly clockSpeed: number,
  ) {}

  /** @throws ProblemError 404 `WORKLOAD_NOT_FOUND`, 409 `NOT_CANCELLABLE` */
  async cancel(workloadId: string): Promise<WorkloadAnswer> {
    const isCancelled = await this.commands.cancel(workloadId);
    const workload = await this.one(workloadId);
    if (isCancelled || workload.status === 'cancelled') return workload;
    const detail = `It is ${workload.status}${workload.status === 'planned' ? ' and is being handed over' : ''}: too late to cancel.`;
    throw refused('NOT_CANCELLABLE', 'Not cancellable', detail);
  }

  /** @throws ProblemError 404 `WORKLOAD_NOT_FOUND`, 409 `NOT_DEAD` or `LAST_START_PASSED` */
  async retry(workloadId: string): Promise<WorkloadAnswer> {
    const isRevived = await this.commands.retry(workloadId, this.clock.nowMs());
    const workload = await this.one(workloadId);
    if (isRevived) return workload;
    if (workload.status === 'dead') {
      const detail = `It had to start by ${workload.lastStartAt} to meet its deadline.`;
      throw refused('LAST_START_PASSED', 'Last start passed', detail);
    }
    throw refused('NOT_DEAD', 'Not dead', `It is ${workload.status}: there is nothing to try again.`);
  }

  /** @throws ProblemError 400 `INVERTED_WINDOW` or `IMPOSSIBLE_RUN`, 404 `WORKLOAD_NOT_FOUND`, 409 `NOT_DISPATCHED` or `ALREADY_COMPLETED` */
  async complete(workloadId: string, report: CompleteWorkloadRequest): Promise<WorkloadAnswer> {
    const { energyKwh, functionalUnit } = report;
    const completion: Completion = {
      ...{ energyKwh, ran: ranOf(report) },
      ...(functionalUnit == null ? {} : { functionalUnit }),
    };
    const { acceptedAt, dispatch } = await this.one(workloadId);
    // Of what was never handed over any end is refused, whatever it says.
    if (completion.ran !== null && dispatch.attemptCount > 0)
      requirePossible(completion.ran, acceptedAt, this.clock.nowMs());
    const delayMs = usualDelayMs(this.clockSpeed);
    const isCompleted = await this.commands.complete(workloadId, completion, this.clock.nowMs(), delayMs);
    const workload = await this.one(workloadId);
    if (isCompleted || (await this.commands.isCompletedAs(workloadId, completion))) return workload;
    if (workload.completedAt !== null) {
      const detail = `Its end was reported at ${workload.completedAt} with other figures.`;
      throw refused('ALREADY_COMPLETED', 'Already completed', detail);
    }
    throw refused('NOT_DISPATCHED', 'Not dispatched', `It is ${workload.status}: it cannot have ended.`);
  }

  private async one(workloadId: string): Promise<WorkloadAnswer> {
    const workload = await this.workloads.one(workloadId);
    if (workload === null) throw workloadNotFound(workloadId);
    return workload;
  }
}

const badRequest = (pointer: string, code: string, title: string, detail: string): ProblemError =>
  new ProblemError({ status: 400, code, title, detail, errors: [{ pointer, detail }] });

/** It ran after it was accepted, and has ended. */
function requirePossible({ startMs, endMs }: Interval, acceptedAt: string, nowMs: number): void {
  const refusal = (pointer: string, detail: string) =>
    badRequest(pointer, 'IMPOSSIBLE_RUN', 'Impossible run', detail);
  if (startMs < Date.parse(acceptedAt) - CLOCK_SKEW_MS)
    throw refusal('/startedAt', `startedAt must not be before its acceptance, ${acceptedAt}`);
  if (endMs > nowMs + CLOCK_SKEW_MS)
    throw refusal('/endedAt', `endedAt must not lie ahead: it is ${toIso(nowMs)}`);
}

function ranOf({ startedAt, endedAt }: CompleteWorkloadRequest): Interval | null {
  if (startedAt == null && endedAt == null) return null;
  if (startedAt == null || endedAt == null) {
    const pointer = startedAt == null ? '/startedAt' : '/endedAt';
    throw badRequest(
      pointer,
      'INVALID_INPUT',
      'Invalid input',
      'startedAt and endedAt are given both, or neither',
    );
  }
  const [startMs, endMs] = [Date.parse(startedAt), Date.parse(endedAt)];
  if (endMs > startMs && endMs - startMs <= LONGEST_RUN_MS) return { startMs, endMs };
  const detail = `endedAt must be after startedAt, ${toIso(startMs)}, by at most 31 days`;
  throw badRequest('/endedAt', 'INVERTED_WINDOW', 'Inverted window', detail);
}
