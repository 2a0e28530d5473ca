import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DelayedError, Queue, Worker } from 'bullmq';
import type { Job, RedisOptions } from 'bullmq';
import { JobPostponedError } from './job-postponed';
import { JobQueue, fromBullId } from './job.queue';
import type { MessagingOptions } from './messaging.options';

/** A job as its processor sees it. */
export interface JobToDo<Payload> {
  name: string;
  payload: Payload;
  id: string;
  /** 1 at first. */
  attempt: number;
  /** Whether a failure would be for good. */
  isLastAttempt: boolean;
}

export type JobHandler<Payload> = (job: JobToDo<Payload>) => Promise<void>;

export interface ProcessOptions {
  /** Jobs at once in this process; 1 unless told. */
  concurrency?: number;
}

/** Schedules are looked after this often, so that they survive a Redis that lost its data. */
const SCHEDULE_CHECK_MS = 30_000;
const STOP_GRACE_MS = 10_000;
const RECONNECT_MAX_MS = 500;
const LAST_TRY_MS = RECONNECT_MAX_MS + 250;
const QUEUE_END_MS = 2_000;

/** Work for later: queues and their processors. BullMQ stays behind this door. */
export class JobQueues {
  private readonly logger = new Logger(JobQueues.name);
  private readonly queues = new Map<string, JobQueue<unknown>>();
  private readonly workers = new Map<string, Worker>();
  private readonly connection: RedisOptions;
  private readonly prefix: string;
  private readonly stopGraceMs: number;
  private isEnding = false;
  /** Workers whose connection is lost. */
  private readonly away = new Set<string>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    options: MessagingOptions,
    { scheduleCheckMs = SCHEDULE_CHECK_MS, stopGraceMs = STOP_GRACE_MS } = {},
  ) {
    this.stopGraceMs = stopGraceMs;
    this.prefix = options.keys.queues();
    this.connection = {
      url: options.url,
      retryStrategy: (times: number) => (this.isEnding ? null : Math.min(times * 50, RECONNECT_MAX_MS)),
    };
    this.timer = setInterval(() => void this.restoreSchedules(), scheduleCheckMs).unref();
  }

  /** The queue of that name, the same one at every call. */
  queue<Payload>(name: string): JobQueue<Payload> {
    const known = this.queues.get(name);
    if (known !== undefined) return known as JobQueue<Payload>;
    const bull = new Queue(name, {
      prefix: this.prefix,
      // an add must fail while Redis is away, not wait for ever
      connection: { ...this.connection, enableOfflineQueue: false, maxRetriesPerRequest: 0 },
    });
    this.reportErrors(bull, name);
    const queue = new JobQueue<Payload>(bull, () => this.workers.has(name));
    this.queues.set(name, queue as JobQueue<unknown>);
    return queue;
  }

  /** Starts the processor of a queue in this process. @throws Error when the queue has one here already. */
  process<Payload>(name: string, handler: JobHandler<Payload>, options: ProcessOptions = {}): void {
    if (this.workers.has(name)) throw new Error(`queue ${name} has two processors in this process`);
    const work = (job: Job<Payload>, token?: string) => orPostponed(job, token, handler(toDo(job)));
    const worker = new Worker<Payload>(name, work, {
      prefix: this.prefix,
      connection: { ...this.connection, maxRetriesPerRequest: null },
      concurrency: options.concurrency ?? 1,
    });
    worker.on('failed', (job, error) => {
      this.logger.error(
        `${name} ${job?.name ?? 'job'} ${job?.id ?? ''} failed: ${error.stack ?? error.message}`,
      );
    });
    worker.on('ioredis:close', () => this.away.add(name));
    worker.on('ready', () => this.away.delete(name));
    this.reportErrors(worker, name);
    this.workers.set(name, worker as Worker);
  }

  /** Takes no new job of a queue in this process; what runs goes on. */
  async stopTaking(name: string): Promise<void> {
    await this.workers.get(name)?.pause(true);
  }

  /** Takes no new job and lets the running ones finish, within limits; an unfinished one runs again elsewhere. */
  async stopProcessing(): Promise<void> {
    this.isEnding = true;
    // A connection that waits for its next try to come back cannot be closed: that try is let be its last.
    if (this.away.size > 0) await sleep(LAST_TRY_MS);
    await Promise.all([...this.workers.values()].map((worker) => closeWithin(worker, this.stopGraceMs)));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.stopProcessing();
    await Promise.all([...this.queues.values()].map((queue) => closeWithin(queue, QUEUE_END_MS)));
  }

  private async restoreSchedules(): Promise<void> {
    for (const queue of this.queues.values()) {
      await queue.restoreSchedules().catch(() => undefined); // Redis is away: the next round comes soon enough
    }
  }

  private reportErrors(
    source: { on(event: 'error', listener: (error: Error) => void): unknown },
    name: string,
  ) {
    let lastMessage = '';
    source.on('error', (error) => {
      if (error.message !== lastMessage) this.logger.warn(`queue ${name}: ${error.message}`);
      lastMessage = error.message;
    });
  }
}

const toDo = <Payload>(job: Job<Payload>): JobToDo<Payload> => ({
  name: job.name,
  payload: job.data,
  id: fromBullId(job.id ?? ''),
  attempt: job.attemptsMade + 1,
  isLastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
});

/** Puts a job back whose handler postponed it; BullMQ counts no attempt for the error by which it is told so. */
async function orPostponed(job: Job, token: string | undefined, handling: Promise<void>): Promise<void> {
  try {
    await handling;
  } catch (error) {
    if (!(error instanceof JobPostponedError)) throw error;
    await job.moveToDelayed(Date.now() + error.delayMs, token);
    throw new DelayedError(error.message);
  }
}

/** What is ended politely, and let go of where a Redis that is away never answers the farewell. */
async function closeWithin(
  open: { close(): Promise<void>; disconnect(): Promise<void> },
  limitMs: number,
): Promise<void> {
  const limit = new AbortController();
  const isOver = sleep(limitMs, 'over', { signal: limit.signal }).catch(() => 'ended');
  const outcome = await Promise.race([open.close().catch(() => undefined), isOver]);
  limit.abort();
  if (outcome === 'over') void open.disconnect().catch(() => undefined);
}
