import type { JobsOptions, Queue } from 'bullmq';

/** How one job is added. */
export interface AddOptions {
  /** Derived from the data: a job whose id is known already is not added again. */
  jobId?: string;
  /** Earliest start, milliseconds from now. */
  delayMs?: number;
  /** Tries in all; 1 unless told. */
  attempts?: number;
  /** Wait before the second try, doubled at each further one, milliseconds. */
  backoffMs?: number;
  /** 1 before 2; jobs without come before both. One that waits already is moved to its new place. */
  priority?: number;
  /** The job leaves no trace once it is done or has failed for good, so that its id can be added again. */
  isForgotten?: boolean;
}

/** How many jobs are in each state. Finished and failed ones are kept up to a limit only. */
export interface JobCounts {
  waiting: number;
  active: number;
  delayed: number;
  completed: number;
  failed: number;
}

interface Schedule {
  everyMs: number;
  jobName: string;
  payload: unknown;
}

const KEPT_COMPLETED = 1_000;
const KEPT_FAILED = 1_000;
const DEFAULT_BACKOFF_MS = 1_000;

/** BullMQ keeps the colon for itself, while ids derived from data hold instants: it travels escaped. */
const toBullId = (id: string): string => id.replaceAll('%', '%25').replaceAll(':', '%3A');

/** The id as it was added; BullMQ's own ids stay as they are. */
export const fromBullId = (id: string): string => id.replaceAll('%3A', ':').replaceAll('%25', '%');

const jobOptions = (options: AddOptions): JobsOptions => ({
  jobId: options.jobId === undefined ? undefined : toBullId(options.jobId),
  delay: options.delayMs,
  ...(options.priority !== undefined && { priority: options.priority }),
  attempts: options.attempts ?? 1,
  backoff: { type: 'exponential', delay: options.backoffMs ?? DEFAULT_BACKOFF_MS },
  removeOnComplete: options.isForgotten === true ? true : { count: KEPT_COMPLETED },
  removeOnFail: options.isForgotten === true ? true : { count: KEPT_FAILED },
});

/** One named queue. Every method throws while Redis is away. */
export class JobQueue<Payload> {
  private readonly schedules = new Map<string, Schedule>();

  constructor(
    private readonly bull: Queue,
    private readonly hasProcessor: () => boolean,
  ) {}

  async add(jobName: string, payload: Payload, options: AddOptions = {}): Promise<void> {
    await this.bull.add(jobName, payload, jobOptions(options));
    const { jobId, priority } = options;
    if (jobId === undefined || priority === undefined) return;
    const known = await this.bull.getJob(toBullId(jobId));
    if ((known?.priority ?? 0) > priority) await known?.changePriority({ priority });
  }

  /**
   * Runs a job every `everyMs` milliseconds, once among all replicas. The same id again changes the schedule.
   * @throws Error when this process has no processor for the queue: its jobs would pile up unseen.
   */
  async every(schedulerId: string, everyMs: number, jobName: string, payload: Payload): Promise<void> {
    if (!this.hasProcessor()) {
      throw new Error(`schedule ${schedulerId}: register the processor of queue ${this.bull.name} first`);
    }
    this.schedules.set(schedulerId, { everyMs, jobName, payload });
    await this.schedule(schedulerId, { everyMs, jobName, payload });
  }

  async removeSchedule(schedulerId: string): Promise<void> {
    this.schedules.delete(schedulerId);
    await this.bull.removeJobScheduler(schedulerId);
  }

  async counts(): Promise<JobCounts> {
    const counts = await this.bull.getJobCounts(
      ...(['waiting', 'prioritized', 'active', 'delayed', 'completed', 'failed'] as const),
    );
    const { waiting = 0, prioritized = 0, active = 0, delayed = 0, completed = 0, failed = 0 } = counts;
    return { waiting: waiting + prioritized, active, delayed, completed, failed };
  }

  /** Puts back the schedules that Redis lost. */
  async restoreSchedules(): Promise<void> {
    for (const [schedulerId, schedule] of this.schedules) {
      if ((await this.bull.getJobScheduler(schedulerId)) === undefined)
        await this.schedule(schedulerId, schedule);
    }
  }

  async close(): Promise<void> {
    await this.bull.close();
  }

  /** Lets go of the connection, whatever is under way on it. */
  async disconnect(): Promise<void> {
    await this.bull.disconnect();
  }

  private async schedule(schedulerId: string, { everyMs, jobName, payload }: Schedule): Promise<void> {
    const template = { name: jobName, data: payload, opts: jobOptions({}) };
    await this.bull.upsertJobScheduler(schedulerId, { every: everyMs }, template);
  }
}
