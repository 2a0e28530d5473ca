import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { JobPostponedError } from './job-postponed';
import { JobQueues } from './job.queues';
import type { JobToDo } from './job.queues';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import { RedisKeys } from './redis-keys';

interface Batch {
  n: number;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

describe('JobQueues', () => {
  let redis: TestRedis;
  let queues: JobQueues;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    redis = await startRedis();
  });

  beforeEach(() => {
    queues = new JobQueues({ url: redis.url, keys: new RedisKeys('jobs:') }, { scheduleCheckMs: 200 });
  });

  afterEach(async () => {
    await queues.close();
  });

  afterAll(async () => {
    await redis.stop();
  });

  it('runs each job once, and an id that is known is not added again', async () => {
    const done: JobToDo<Batch>[] = [];
    queues.process<Batch>('once', async (job) => void done.push(job), { concurrency: 4 });
    const queue = queues.queue<Batch>('once');
    expect(queues.queue('once')).toBe(queue);
    await queue.add('settle', { n: 1 }, { jobId: 'FR:2026-01-01T00:00:00Z 50%' });
    await queue.add('settle', { n: 1 }, { jobId: 'FR:2026-01-01T00:00:00Z 50%' });
    await queue.add('settle', { n: 2 }, { jobId: 'FR%3A2026' });
    await until(async () => (await queue.counts()).completed === 2);
    expect(done).toEqual([
      {
        name: 'settle',
        payload: { n: 1 },
        id: 'FR:2026-01-01T00:00:00Z 50%',
        attempt: 1,
        isLastAttempt: true,
      },
      { name: 'settle', payload: { n: 2 }, id: 'FR%3A2026', attempt: 1, isLastAttempt: true },
    ]);
  }, 20_000);

  it('tries a failing job again as often as told, and counts what failed for good', async () => {
    const attempts: number[] = [];
    queues.process<Batch>('failing', ({ attempt }) => {
      attempts.push(attempt);
      return Promise.reject(new Error('provider is down'));
    });
    const queue = queues.queue<Batch>('failing');
    await queue.add('poll', { n: 1 }, { attempts: 3, backoffMs: 10 });
    await until(async () => (await queue.counts()).failed === 1);
    expect(attempts).toEqual([1, 2, 3]);
  }, 20_000);

  it('puts a postponed job back without counting an attempt, and says which attempt is the last', async () => {
    const seen: [number, boolean][] = [];
    queues.process<Batch>('postponed', ({ attempt, isLastAttempt }) => {
      seen.push([attempt, isLastAttempt]);
      if (seen.length <= 3) return Promise.reject(new JobPostponedError(10, 'the process is ending'));
      return seen.length < 6 ? Promise.reject(new Error('provider is down')) : Promise.resolve();
    });
    const queue = queues.queue<Batch>('postponed');
    await queue.add('train', { n: 1 }, { attempts: 3, backoffMs: 10 });
    await until(async () => (await queue.counts()).completed === 1);
    const first = [1, false];
    expect(seen).toEqual([first, first, first, first, [2, false], [3, true]]);
  }, 20_000);

  it('takes what is urgent first, also where it waited already, and nothing once it was told to stop', async () => {
    const done: number[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const queue = queues.queue<Batch>('urgent');
    queues.process<Batch>('urgent', async ({ payload: { n } }) => {
      if (n === 0) await held;
      done.push(n);
      if (n === 3) await queues.stopTaking('urgent');
    });
    await queue.add('train', { n: 0 }, { jobId: 'Z0', priority: 3 });
    await until(async () => (await queue.counts()).active === 1);
    for (const n of [1, 2, 3, 4]) await queue.add('train', { n }, { jobId: `Z${n}`, priority: 3 });
    await queue.add('train', { n: 2 }, { jobId: 'Z2', priority: 1 });
    await queue.add('train', { n: 5 }, { jobId: 'Z5', priority: 2 });
    await queue.add('train', { n: 2 }, { jobId: 'Z2', priority: 3 });
    expect((await queue.counts()).waiting).toBe(5);
    await queue.add('train', { n: 3 }, { jobId: 'Z3', priority: 2 });
    release();
    await until(() => done.length === 4);
    await sleep(300);
    expect(done).toEqual([0, 2, 5, 3]);
    expect((await queue.counts()).waiting).toBe(2);
  }, 20_000);

  it('repeats a schedule, survives a Redis that lost everything, and stops when told', async () => {
    let runs = 0;
    queues.process<Batch>('schedule', async () => void (runs += 1));
    const queue = queues.queue<Batch>('schedule');
    await queue.every('poll-all', 100, 'poll', { n: 0 });
    await until(() => runs >= 2);

    const raw = openRedis(redis.url, 'probe');
    await untilReady(raw, 5_000);
    await raw.flushall();
    await closeRedis(raw);
    const before = runs;
    await until(() => runs >= before + 3);

    await queue.removeSchedule('poll-all');
    await until(async () => {
      const { waiting, active, delayed } = await queue.counts();
      return waiting + active + delayed === 0;
    });
    const after = runs;
    await sleep(500);
    expect(runs).toBe(after);
  }, 20_000);

  it('refuses a schedule that nobody here would process, and two processors for one queue', async () => {
    await expect(queues.queue('orphan').every('x', 1_000, 'x', {})).rejects.toThrow(/register the processor/);
    queues.process('twice', () => Promise.resolve());
    expect(() => {
      queues.process('twice', () => Promise.resolve());
    }).toThrow(/two processors/);
  });

  it('lets a running job finish when it closes', async () => {
    let state = 'new';
    queues.process('slow', async () => {
      state = 'running';
      await sleep(500);
      state = 'done';
    });
    await queues.queue('slow').add('work', {});
    await until(() => state === 'running');
    await queues.close();
    expect(state).toBe('done');
  }, 20_000);

  it('refuses to add while Redis is away, and goes on after its restart', async () => {
    const done: number[] = [];
    queues.process<Batch>('outage', async ({ payload }) => void done.push(payload.n));
    const queue = queues.queue<Batch>('outage');
    await queue.add('work', { n: 1 });
    await until(() => done.length === 1);
    await redis.kill9();
    await expect(queue.add('work', { n: 2 })).rejects.toThrow();
    await redis.restart();
    await until(() =>
      queue.add('work', { n: 3 }, { jobId: 'third' }).then(
        () => true,
        () => false,
      ),
    );
    await until(() => done.includes(3));
    expect(done.filter((n) => n === 3)).toEqual([3]);
  }, 30_000);
});
