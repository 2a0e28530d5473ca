import type { JobQueues } from '@ecobe/messaging';

export const TRAIN_QUEUE = 'forecasting-train';

/** Why a series is trained: it has no model yet, its week is over, its forecasts went bad, somebody asked. */
export type TrainReason = 'first' | 'scheduled' | 'drift' | 'asked';

export interface TrainJob {
  seriesId: string;
  reason: TrainReason;
}

const ATTEMPTS = 3;
const BACKOFF_MS = 30_000;

/** Queues the training of a series. While one waits or runs, anywhere, another changes nothing. */
export async function queueTraining(queues: Pick<JobQueues, 'queue'>, job: TrainJob): Promise<void> {
  const options = { jobId: job.seriesId, attempts: ATTEMPTS, backoffMs: BACKOFF_MS, isForgotten: true };
  await queues.queue<TrainJob>(TRAIN_QUEUE).add(job.reason, job, options);
}
