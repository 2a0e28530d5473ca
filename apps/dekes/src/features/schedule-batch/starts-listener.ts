import type { Clock } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Log } from '@ecobe/platform';
import { queueStarts } from '../dispatch-runs/run-queue';
import type { BatchListener } from './schedule-batch.use-case';

/** Has each run of a batch started on its minute. While Redis is away that is left to the sweep: the batch is accepted. */
export const startsListener =
  (queues: Pick<JobQueues, 'queue'>, clock: Clock, clockSpeed: number, log: Log): BatchListener =>
  async (workloads) => {
    const plans = workloads.flatMap(({ id, placement }) =>
      placement === null ? [] : [{ id, planNumber: 1, startMs: placement.startMs }],
    );
    await queueStarts(queues, plans, clock.nowMs(), clockSpeed).catch((err: unknown) => {
      log.warn({ err }, 'starts of a batch are left to the sweep');
    });
  };
