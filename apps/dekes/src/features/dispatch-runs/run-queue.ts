import type { JobQueues } from '@ecobe/messaging';
import { realWait } from '../../dekes.config';

export const RUN_QUEUE = 'dekes-runs';

/** A plan with the instant at which its run starts. */
export interface TimedPlan {
  readonly id: string;
  readonly planNumber: number;
  readonly startMs: number;
}

/** One job per plan, at its time. The job says nothing but that it is time to look: the rows say what is due. */
export async function queueStarts(
  queues: Pick<JobQueues, 'queue'>,
  plans: readonly TimedPlan[],
  nowMs: number,
  clockSpeed: number,
): Promise<void> {
  const queue = queues.queue<null>(RUN_QUEUE);
  await Promise.all(
    plans.map(({ id, planNumber, startMs }) =>
      queue.add('start', null, {
        jobId: `${id}:${planNumber}`,
        delayMs: realWait(startMs - nowMs, clockSpeed),
      }),
    ),
  );
}
