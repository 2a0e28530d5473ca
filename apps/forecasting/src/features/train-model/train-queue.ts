import type { JobQueues } from '@ecobe/messaging';

export const TRAIN_QUEUE = 'forecasting-train';

/** Why a series is trained: it has no model yet, its week is over, its forecasts went bad, somebody asked. */
export type TrainReason = 'first' | 'scheduled' | 'drift' | 'asked';

export interface TrainJob {
  seriesId: string;
  reason: TrainReason;
}

/** Whoever waits for it comes first, then forecasts that went bad, then what is due. */
const PRIORITY: Readonly<Record<TrainReason, number>> = { asked: 1, drift: 2, first: 3, scheduled: 3 };

const ATTEMPTS = 3;
const BACKOFF_MS = 30_000;

/**
 * Queues the training of a series. While one waits or runs, anywhere, another changes nothing but its place in the queue.
 * @returns how many trainings wait or run, this one included
 */
export async function queueTraining(queues: Pick<JobQueues, 'queue'>, job: TrainJob): Promise<number> {
  const options = {
    priority: PRIORITY[job.reason],
    jobId: job.seriesId,
    attempts: ATTEMPTS,
    backoffMs: BACKOFF_MS,
    isForgotten: true,
  };
  const queue = queues.queue<TrainJob>(TRAIN_QUEUE);
  await queue.add(job.reason, job, options);
  const { waiting, active, delayed } = await queue.counts();
  return waiting + active + delayed;
}
