import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '@ecobe/carbon';
import { openSchema } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { NOW_MS, clockAt } from '../dekes.fixture';
import { DispatchRunsUseCase } from '../features/dispatch-runs/dispatch-runs.use-case';
import type { StoredWorkload } from '../ports/dekes-workload';
import { DEKES_SCHEMA } from './dekes.schema';
import { DispatchRepository } from './dispatch.repository';

jest.setTimeout(60_000);

describe('runs of several receivers', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openSchema(DEKES_SCHEMA, database.url);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });
  beforeEach(() => source.query('TRUNCATE dekes.dekes_workload CASCADE'));

  const at = (minutesAgo: number) => new Date(NOW_MS - minutesAgo * MINUTE_MS);
  const run = async (host: string, startedAgo: number, triedAgainAgo: number | null = null) => {
    const id = randomUUID();
    await source.query(
      `INSERT INTO dekes.dekes_workload (id, kind, status, created_at, callback_url, start_at, next_attempt_at)
       VALUES ($1, 'query', 'planned', $2, $3, $2, $4)`,
      [
        ...[id, at(startedAgo), `https://${host}/hooks?of=them`],
        triedAgainAgo === null ? null : at(triedAgainAgo),
      ],
    );
    return id;
  };

  it('calls those of one while another, with many that are older, does not answer', async () => {
    for (let n = 0; n < 30; n += 1) await run('dead.example', 60 + n, 1);
    const good = [await run('good.example', 0), await run('good.example:8443', 0)];
    const called: string[] = [];
    let hangUp: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (hangUp = resolve));
    let [atOnce, mostAtOnce] = [0, 0];
    const call = async ({ id, callbackUrl }: StoredWorkload) => {
      if (callbackUrl?.includes('good') === true) {
        called.push(id);
        return { kind: 'called' } as const;
      }
      mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
      await hanging;
      atOnce -= 1;
      return { kind: 'failed', reason: 'it does not answer', isFinal: false } as const;
    };
    const dispatch = new DispatchRunsUseCase(new DispatchRepository(source), { call }, clockAt());
    const rounds = [dispatch.execute()];
    while (mostAtOnce < 8) await new Promise(setImmediate);
    expect(await dispatch.execute()).toMatchObject({ failed: 0 });
    while (called.length < 2) await new Promise(setImmediate);
    expect([called.sort(), mostAtOnce]).toEqual([good.sort(), 8]);
    // What comes due meanwhile does not wait for the one that hangs either, whichever round takes it.
    const later = await run('good.example', 0);
    expect(await dispatch.execute()).toMatchObject({ failed: 0, due: 0, late: 0 });
    while (!called.includes(later)) await new Promise(setImmediate);
    hangUp();
    const [round] = await Promise.all(rounds);
    expect([round?.failed, mostAtOnce]).toEqual([30, 8]);
  });

  it('hands out first what has been due longest, a retry by its own time, and nothing before that', async () => {
    const repository = new DispatchRepository(source);
    await run('a.example', 90, -1);
    const retried = await run('a.example', 90, 1);
    const due = await run('a.example', 5);
    const claim = async (free: Partial<Parameters<DispatchRepository['claimDue']>[2]>, leaseMs = 60_000) => {
      const slots = { inAll: 64, perHost: 8, byHost: new Map<string, number>(), ...free };
      const claimed = await repository.claimDue(NOW_MS, leaseMs, slots);
      return claimed.map(({ id, host, attempts }) => [id, host, attempts]);
    };
    expect(await claim({ byHost: new Map([['a.example', 0]]) })).toEqual([]);
    expect(await claim({ inAll: 1 }, -1)).toEqual([[due, 'a.example', 1]]);
    // The lease of the first is over: it is due again, and still the longest.
    expect(await claim({ perHost: 1 })).toEqual([[due, 'a.example', 2]]);
    expect(await claim({})).toEqual([[retried, 'a.example', 1]]);
    expect(await claim({})).toEqual([]);
  });
});
