import { setTimeout as sleep } from 'node:timers/promises';
import { openSchema } from '@ecobe/persistence';
import { newTimeOrderedId } from '@ecobe/platform';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import type { DecisionRecord } from '../ports/decision-store';
import { DecisionRepository } from './decision.repository';
import { ROUTING_SCHEMA } from './routing-schema';

const decision = (idempotencyKey: string, more: Partial<DecisionRecord> = {}): DecisionRecord => ({
  decisionId: newTimeOrderedId(Date.UTC(2026, 2, 1)),
  operation: 'route-green',
  idempotencyKey,
  requestHash: 'abc',
  decidedAtMs: Date.UTC(2026, 2, 1, 12, 0, 0, 123),
  inputs: '{"a":1}',
  outcome: '{"b": 0.1}',
  ...more,
});

const TERMINATE_WAITING = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO routing.routing_decision%' AND pid <> pg_backend_pid()`;

describe('DecisionRepository', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let decisions: DecisionRepository;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await openSchema(ROUTING_SCHEMA, database.url);
    decisions = new DecisionRepository(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  const rowCount = async () => {
    const [row] = await dataSource.query<{ count: string }[]>(
      'SELECT count(*) FROM routing.routing_decision',
    );
    return Number(row?.count);
  };

  it('keeps every text as it was written', async () => {
    const written = decision('texts', {
      outcome: '{"text":"\\u0000 ü \\ud83d\\ude00","n":1e-7, "spaces" :  true}',
    });
    await decisions.record(written);
    expect(await decisions.findById(written.decisionId)).toEqual(written);
    expect(await decisions.findByKey('texts')).toEqual(written);
    expect(await decisions.findByKey('nothing')).toBeNull();
  });

  it('writes many that come together in few commits, each durable when it is answered', async () => {
    const before = await rowCount();
    const many = Array.from({ length: 300 }, (_, index) => decision(`many-${index}`));
    const commitsBefore = await commitCount();
    const recorded = await Promise.all(many.map((one) => decisions.record(one)));
    expect(recorded.map(({ decisionId }) => decisionId)).toEqual(many.map(({ decisionId }) => decisionId));
    expect(await rowCount()).toBe(before + 300);
    expect((await commitCount()) - commitsBefore).toBeLessThan(30);
  });

  it('gives back the first record under a key: later, in the same group, and from two replicas at once', async () => {
    const first = decision('once');
    await decisions.record(first);
    const [again, other] = await Promise.all([
      decisions.record(decision('once')),
      decisions.record(decision('twice')),
    ]);
    expect(again).toEqual(first);
    expect(other.idempotencyKey).toBe('twice');

    const twins = await Promise.all(
      [decision('twins'), decision('twins')].map((twin) => decisions.record(twin)),
    );
    expect(new Set(twins.map(({ decisionId }) => decisionId)).size).toBe(1);

    const replica = new DecisionRepository(dataSource);
    const races = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? decisions : replica).record(decision(`race-${index % 3}`)),
      ),
    );
    const idsOf = (key: string) =>
      new Set(races.filter((r) => r.idempotencyKey === key).map((r) => r.decisionId));
    expect(['race-0', 'race-1', 'race-2'].map((key) => idsOf(key).size)).toEqual([1, 1, 1]);
  });

  it('records nothing when the database drops it in the middle, and works again after', async () => {
    const lock = dataSource.createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE routing.routing_decision IN ACCESS EXCLUSIVE MODE');
    const refused = expect(decisions.record(decision('dropped'))).rejects.toMatchObject({ code: '57P01' });
    while ((await dataSource.query<unknown[]>(TERMINATE_WAITING)).length === 0) await sleep(20);
    await refused;
    await lock.rollbackTransaction();
    await lock.release();
    expect(await decisions.findByKey('dropped')).toBeNull();
    const again = decision('dropped');
    expect(await decisions.record(again)).toEqual(again);
  });

  const commitCount = async () => {
    const [row] = await dataSource.query<{ commits: string }[]>(
      'SELECT pg_stat_force_next_flush(), xact_commit AS commits FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(row?.commits);
  };
});
