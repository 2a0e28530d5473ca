import { openBooks } from '../ledger.fixture';
import type { Books } from '../ledger.fixture';
import { EmissionLogRepository } from './emission-log.repository';
import { GuardEmissionLog1763920930000 } from './migrations/guard-emission-log.migration';

jest.setTimeout(60_000);

const MARCH = Date.UTC(2026, 2, 1);
/** Large enough that an inexact division would show. */
const ROW = { energyUwh: 999_999_999_999_999_999n, averageUgPerKwh: 999_999_999n, marginalUgPerKwh: null };
const EMISSIONS_UG = 999_999_999_000_000_000n;

describe('what the database refuses of the emission log', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());
  const add = (workloadId: string, emissionsUg: bigint) =>
    new EmissionLogRepository(books.source).record({
      ...{ organizationId: 'o', workloadId, revision: 1, workloadType: null, method: 'location-based' },
      ...{ source: 'spec', factorVersion: '1', quality: 'measured', energyQuality: 'measured' },
      ...{ functionalUnit: null, embodiedUg: null, baseline: null },
      rows: [{ zone: 'FR', hourMs: MARCH, ...ROW, emissionsUg }],
    });

  it('emissions that are not energy x intensity, rounded up', async () => {
    for (const wrong of [EMISSIONS_UG - 1n, EMISSIONS_UG + 1n])
      await expect(add('wrong', wrong)).rejects.toThrow('emissions_are_of_energy');
    expect(await add('right', EMISSIONS_UG)).toBe(true);
    const forged = books.source.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query('UPDATE credits.emission_log SET average_ug_per_kwh = 1');
    });
    await expect(forged).rejects.toThrow('emissions_are_of_energy');
  });

  it('to empty a month, a new one or one of before', async () => {
    const empty = () => books.source.query('TRUNCATE credits.emission_log_2026_03');
    await expect(empty()).rejects.toThrow('refused');
    const guards = new GuardEmissionLog1763920930000();
    const runner = books.source.createQueryRunner();
    await guards.down(runner);
    await guards.up(runner);
    await runner.release();
    await expect(empty()).rejects.toThrow('refused');
  });
});
