import type { EmissionGroup } from '@ecobe/contracts';
import { EmissionLogRepository } from './adapters/emission-log.repository';
import { ListEmissionsUseCase } from './features/list-emissions/list-emissions.use-case';
import { RecordEmissionsUseCase } from './features/record-emissions/record-emissions.use-case';
import { hour, workload } from './emissions.fixture';
import { openBooks, problemOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

describe('the emission log', () => {
  let books: Books;
  let record: RecordEmissionsUseCase;
  let list: ListEmissionsUseCase;
  beforeAll(async () => {
    books = await openBooks();
    const log = new EmissionLogRepository(books.source);
    record = new RecordEmissionsUseCase(log);
    list = new ListEmissionsUseCase(log);
  });
  afterAll(() => books.close());
  const read = (organizationId: string, groupBy: EmissionGroup = 'none', change: object = {}) =>
    list.execute({
      organizationId,
      groupBy,
      from: '2026-01-01T00:00:00Z',
      to: '2026-03-01T00:00:00Z',
      ...change,
    });

  it('keeps a workload by hour and zone, once, and the sums with it', async () => {
    expect(await record.execute(workload())).toEqual({ isNew: true, rowCount: 2 });
    expect(await record.execute(workload())).toEqual({ isNew: false, rowCount: 0 });
    const { total } = await read('org-1');
    expect(total).toMatchObject({
      energyKwh: 3,
      emissionsCO2: 165,
      averageGPerKwh: 55,
      workloadCount: 1,
      restatedCount: 0,
    });
    expect(total).toMatchObject({
      marginalGPerKwh: null,
      measuredPercent: 100,
      modelledPercent: 0,
      estimatedPercent: 0,
    });
    expect(await books.balance('org-1')).toMatchObject({ totalEmissions: 165, netEmissions: 165 });
  });

  it('takes rows back when newer figures come, and then only', async () => {
    const organizationId = 'restated';
    await record.execute(workload({ organizationId }));
    const parts = [{ zone: 'FR', energyKwh: 3, hours: [hour('2026-01-31T23:00:00Z', 40)] }];
    expect(await record.execute(workload({ organizationId, revision: 3, parts }))).toMatchObject({
      isNew: true,
    });
    expect(await record.execute(workload({ organizationId, revision: 2 }))).toMatchObject({ isNew: false });
    const { total, groups } = await read(organizationId, 'month');
    expect(total).toMatchObject({ energyKwh: 3, emissionsCO2: 120, workloadCount: 1, restatedCount: 1 });
    expect(groups.map(({ group, emissionsCO2 }) => [group, emissionsCO2])).toEqual([
      ['2026-01-01T00:00:00Z', 120],
      ['2026-02-01T00:00:00Z', 0],
    ]);
    expect(await books.balance(organizationId)).toMatchObject({ totalEmissions: 120 });
    await expect(books.source.query('UPDATE credits.emission_log SET emissions_ug = 0')).rejects.toThrow(
      'refused',
    );
    await expect(books.source.query('TRUNCATE credits.emission_log')).rejects.toThrow('refused');
  });

  it('knows marginal intensity once it was told anew, and counts no workload where it is no longer', async () => {
    const organizationId = 'moved';
    const settle = (revision: number, hourAt: string, marginal: number | null, energyKwh = 1) => {
      const parts = [{ zone: 'FR', energyKwh, hours: [hour(hourAt, 5, marginal)] }];
      return record.execute(workload({ organizationId, revision, parts }));
    };
    const [january, february] = ['2026-01-10T00:00:00Z', '2026-02-10T00:00:00Z'];
    await settle(1, february, null);
    expect((await read(organizationId)).total.marginalGPerKwh).toBeNull();
    await settle(2, february, 700);
    expect((await read(organizationId)).total).toMatchObject({ marginalGPerKwh: 700, workloadCount: 1 });
    await settle(3, january, 700);
    const { total, groups } = await read(organizationId, 'month');
    expect(total).toMatchObject({ workloadCount: 1, restatedCount: 1, energyKwh: 1 });
    expect(groups.map(({ workloadCount, restatedCount }) => [workloadCount, restatedCount])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    await settle(4, january, null, 0);
    expect((await read(organizationId)).total).toMatchObject({ workloadCount: 1, energyKwh: 0 });
  });

  it('groups by hour, zone, type and workload, and filters', async () => {
    const organizationId = 'grouped';
    const at = '2026-02-10T10:00:00Z';
    const of = (workloadId: string, zone: string, workloadType: string | null, gPerKwh: number) =>
      record.execute(
        workload({
          ...{
            organizationId,
            workloadId,
            workloadType,
            energyQuality: zone === 'DE' ? 'modelled' : 'estimated',
          },
          parts: [{ zone, energyKwh: 1, hours: [hour(at, gPerKwh, 700)] }],
        }),
      );
    await of('a', 'FR', 'training', 50);
    await of('b', 'DE', 'inference', 400);
    await of('c', 'DE', null, 400);
    const names = async (groupBy: EmissionGroup) =>
      (await read(organizationId, groupBy)).groups.map(({ group, emissionsCO2 }) => [group, emissionsCO2]);
    expect(await names('zone')).toEqual([
      ['DE', 800],
      ['FR', 50],
    ]);
    expect(await names('workloadType')).toEqual([
      [null, 400],
      ['inference', 400],
      ['training', 50],
    ]);
    expect(await names('workload')).toEqual([
      ['a', 50],
      ['b', 400],
      ['c', 400],
    ]);
    expect(await names('hour')).toEqual([[at, 850]]);
    expect(await names('none')).toEqual([]);
    const { total } = await read(organizationId, 'none', { zone: 'DE' });
    expect(total).toMatchObject({
      energyKwh: 2,
      emissionsCO2: 800,
      marginalGPerKwh: 700,
      modelledPercent: 100,
    });
    expect((await read(organizationId, 'none', { workloadType: 'training' })).total.emissionsCO2).toBe(50);
    expect(
      (await read(organizationId, 'none', { from: at, to: '2026-02-10T11:00:00Z' })).total.emissionsCO2,
    ).toBe(850);
    expect((await read(organizationId, 'none', { from: '2026-02-10T11:00:00Z' })).total).toMatchObject({
      ...{ energyKwh: 0, emissionsCO2: 0, averageGPerKwh: null, measuredPercent: null },
    });
  });

  it('never shows less than the sum of its micrograms', async () => {
    const organizationId = 'tiny';
    for (const workloadId of ['a', 'b', 'c'])
      await record.execute(
        workload({
          organizationId,
          workloadId,
          parts: [{ zone: 'FR', energyKwh: 0.0003, hours: [hour('2026-02-01T00:00:00Z', 58)] }],
        }),
      );
    expect((await read(organizationId)).total).toMatchObject({ emissionsCO2: 1, energyKwh: 0.0009 });
  });

  it('bears the same workload from many at once', async () => {
    const organizationId = 'crowd';
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => record.execute(workload({ organizationId }))),
    );
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await read(organizationId)).total).toMatchObject({ emissionsCO2: 165 });
  });

  it('bears workloads that are moved past each other between months', async () => {
    const organizationId = 'crossing';
    const at = (workloadId: string, revision: number, hourAt: string) =>
      record.execute(
        workload({
          ...{ organizationId, workloadId, revision },
          parts: [{ zone: 'FR', energyKwh: 1, hours: [hour(hourAt, 5)] }],
        }),
      );
    const [january, february] = ['2026-01-10T00:00:00Z', '2026-02-10T00:00:00Z'];
    for (let i = 0; i < 15; i += 1) {
      await Promise.all([at(`a${i}`, 1, january), at(`b${i}`, 1, february)]);
      await Promise.all([at(`a${i}`, 2, february), at(`b${i}`, 2, january)]);
    }
    const { groups } = await read(organizationId, 'month');
    expect(groups.map(({ emissionsCO2 }) => emissionsCO2)).toEqual([75, 75]);
    expect(await books.balance(organizationId)).toMatchObject({ totalEmissions: 150 });
  });

  it('takes the first row of a month while others read, and lets them go on', async () => {
    const organizationId = 'new-month';
    const reader = books.source.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT count(*) FROM credits.emission_log');
    const parts = [{ zone: 'FR', energyKwh: 1, hours: [hour('2026-09-01T00:00:00Z', 5)] }];
    await record.execute(workload({ organizationId, parts }));
    const to = '2026-10-01T00:00:00Z';
    expect((await read(organizationId, 'none', { to })).total.emissionsCO2).toBe(5);
    await reader.rollbackTransaction();
    await reader.release();
  });

  it('keeps what a workload is compared by beside each revision, baselines rounded down', async () => {
    const organizationId = 'compared';
    const parts = [
      {
        ...{ zone: 'FR', energyKwh: 1 },
        hours: [hour('2026-02-01T05:00:00Z', 1), hour('2026-02-01T04:00:00Z', 1)],
      },
    ];
    await record.execute(workload({ organizationId }));
    const functionalUnit = { name: 'leads', count: 0.1 };
    const baseline = { emissionsG: 2.5000009, method: 'run-now-at-home' };
    const told = { organizationId, revision: 2, parts, functionalUnit, embodiedG: 1e-7, baseline };
    await record.execute(workload(told));
    const kept = await books.source.query<unknown[]>(
      `SELECT revision, starts_at, functional_unit, functional_unit_count::text, embodied_ug, baseline_ug, baseline_method
       FROM credits.emission_intake WHERE organization_id = $1 ORDER BY revision`,
      [organizationId],
    );
    const none = { functional_unit: null, functional_unit_count: null, embodied_ug: null };
    expect(kept).toEqual([
      {
        ...{ revision: 1, starts_at: new Date('2026-01-31T23:00:00Z'), ...none },
        ...{ baseline_ug: null, baseline_method: null },
      },
      {
        ...{ revision: 2, starts_at: new Date('2026-02-01T04:00:00Z'), functional_unit: 'leads' },
        ...{ functional_unit_count: '0.1', embodied_ug: '1' },
        ...{ baseline_ug: '2500000', baseline_method: 'run-now-at-home' },
      },
    ]);
  });

  it.each([
    [{ parts: [{ zone: 'XX', energyKwh: 1, hours: [hour('2026-02-01T00:00:00Z', 1)] }] }, '/parts/0/zone'],
    [
      { parts: [{ zone: 'FR', energyKwh: 1, hours: [hour('2026-02-01T00:30:00Z', 1)] }] },
      '/parts/0/hours/0/hourAt',
    ],
    [
      { parts: [{ zone: 'FR', energyKwh: 1, hours: [hour('1970-01-01T00:00:00Z', 1)] }] },
      '/parts/0/hours/0/hourAt',
    ],
    [
      { parts: [{ zone: 'FR', energyKwh: 1, hours: [hour('2999-01-01T00:00:00Z', 1)] }] },
      '/parts/0/hours/0/hourAt',
    ],
    [
      { parts: [{ zone: 'FR', energyKwh: -1, hours: [hour('2026-02-01T00:00:00Z', 1)] }] },
      '/parts/0/energyKwh',
    ],
    [
      { parts: [{ zone: 'FR', energyKwh: 2e9, hours: [hour('2026-02-01T00:00:00Z', 1)] }] },
      '/parts/0/energyKwh',
    ],
    [{ parts: [{ zone: 'FR', energyKwh: 1, hours: [] }] }, '/parts/0/hours'],
    [{ parts: [] }, '/parts'],
    [
      { parts: [{ zone: 'FR', energyKwh: 1, hours: [hour('2026-02-01T00:00:00Z', 2_001)] }] },
      '/parts/0/hours/0/averageGPerKwh',
    ],
    [
      { parts: [{ zone: 'FR', energyKwh: 1, hours: [hour('2026-02-01T00:00:00Z', 1, -1)] }] },
      '/parts/0/hours/0/marginalGPerKwh',
    ],
    [
      { parts: [{ zone: 'FR', energyKwh: 1, hours: [{ ...hour('2026-02-01T00:00:00Z', 1), runMs: 0 }] }] },
      '/parts/0/hours/0/runMs',
    ],
    [
      { parts: [1, 2].map((g) => ({ zone: 'FR', energyKwh: 1, hours: [hour('2026-02-01T00:00:00Z', g)] })) },
      '/parts',
    ],
    [
      {
        parts: Array.from({ length: 10 }, () => ({
          ...{ zone: 'FR', energyKwh: 1e9, hours: [hour('2026-02-01T00:00:00Z', 1)] },
        })),
      },
      '/parts',
    ],
    [{ organizationId: 'a b' }, '/organizationId'],
    [{ workloadId: '' }, '/workloadId'],
    [{ revision: 0 }, '/revision'],
    [{ revision: 1.5 }, '/revision'],
    [{ workloadType: '' }, '/workloadType'],
    [{ factorVersion: '' }, '/factorVersion'],
    [{ quality: 'good' as 'measured' }, '/quality'],
    [{ energyQuality: 'planned' as 'measured' }, '/energyQuality'],
    [{ functionalUnit: { name: 'Leads', count: 1 } }, '/functionalUnit/name'],
    [{ functionalUnit: { name: 'leads', count: 0 } }, '/functionalUnit/count'],
    [{ functionalUnit: { name: 'leads', count: NaN } }, '/functionalUnit/count'],
    [{ embodiedG: -1 }, '/embodiedG'],
    [{ embodiedG: Infinity }, '/embodiedG'],
    [{ baseline: { emissionsG: -1, method: 'x' } }, '/baseline/emissionsG'],
    [{ baseline: { emissionsG: 1, method: '' } }, '/baseline/method'],
  ])('refuses %j', async (change, pointer) => {
    const problem = await problemOf(record.execute(workload({ organizationId: 'refused', ...change })));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
    expect((await read('refused')).total.workloadCount).toBe(0);
    expect(await problemOf(read('refused', 'none', { to: '2026-01-01T00:00:00Z' }))).toMatchObject({
      code: 'INVERTED_WINDOW',
    });
  });
});
