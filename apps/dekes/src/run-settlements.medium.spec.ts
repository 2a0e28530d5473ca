import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';

import { ReadAnalyticsUseCase } from './features/read-analytics/read-analytics.use-case';
import { dekesOfSpec, OBSERVED, soon } from './dekes.app.fixture';

jest.setTimeout(120_000);

describe('settled runs of DEKES', () => {
  const { app, clock, told, log, observing, restart, schedule, workload, complete, reportsOf } =
    dekesOfSpec();

  it('settles with observed hours, and tells DEKES what its query emitted', async () => {
    observing.isOn = false;
    const batch = await schedule({ callbackUrl: undefined }, 1);
    const { decisionId = '', id = '' } = batch.queries[0] ?? {};
    clock.ms += 3 * HOUR_MS + 12 * MINUTE_MS;
    await complete(decisionId);
    await soon(async () => {
      expect(await workload(decisionId)).toMatchObject({
        settlement: null,
        unsettledReason: expect.stringMatching(/zone FR is not observed yet/) as string,
      });
    });
    observing.isOn = true;
    await soon(() => {
      expect(reportsOf(id)).toHaveLength(1);
    });
    // DEKES has the report before the row says so.
    await soon(async () => {
      const { deliveries } = await workload(decisionId);
      expect(deliveries).toEqual([{ kind: 'report', status: 'delivered', attempts: 1, reason: null }]);
    });
    const { settlement, unsettledReason } = await workload(decisionId);
    // 12 minutes and 500 results; bare zones have a PUE of 1.2
    const itKwh = (12 / 60) * 2 * 2.12e-3 + (500 * 9.76) / 3.6e6;
    expect(settlement?.actualCO2).toBeCloseTo(itKwh * 1.2 * 40, 6);
    expect(settlement?.baselineCO2).toBeCloseTo(itKwh * 1.2 * 400, 5);
    expect(settlement?.avoidedCO2).toBeCloseTo(itKwh * 1.2 * 360, 5);
    expect(settlement).toMatchObject({
      energyQuality: 'reported-duration',
      quality: 'measured',
      reason: null,
    });
    expect(reportsOf(id)).toEqual([
      { queryId: id, actualCO2: settlement?.actualCO2, timestamp: settlement?.settledAt },
    ]);
    expect(unsettledReason).toBeNull();
    const { totalCO2Saved, method } = await app.get(ReadAnalyticsUseCase).execute();
    expect(totalCO2Saved).toBe(method.settled.avoidedCO2);
    expect(totalCO2Saved).toBeGreaterThanOrEqual(settlement?.avoidedCO2 ?? NaN);
  });

  it('settles anew when observations are corrected, and keeps what was worse', async () => {
    const batch = await schedule({ callbackUrl: undefined }, 1);
    const { decisionId = '', id = '' } = batch.queries[0] ?? {};
    clock.ms += 3 * HOUR_MS + 12 * MINUTE_MS;
    await complete(decisionId);
    await soon(async () => {
      expect((await workload(decisionId)).settlement?.carbonIntensity).toBe(40);
    });
    await soon(() => {
      expect(reportsOf(id)).toHaveLength(1);
    });
    OBSERVED['FR'] = 500;
    try {
      clock.ms += HOUR_MS;
      await soon(async () => {
        expect((await workload(decisionId)).settlement?.carbonIntensity).toBe(500);
      });
      const { settlement } = await workload(decisionId);
      expect(settlement?.avoidedCO2).toBeLessThan(0);
      await soon(() => {
        expect(reportsOf(id).map(({ actualCO2 }) => actualCO2)).toEqual([
          expect.any(Number),
          settlement?.actualCO2,
        ]);
      });
    } finally {
      OBSERVED['FR'] = 40;
    }
  });

  it('tells the emission log what runs of an organization emitted and brought, again when that was corrected', async () => {
    const organizationId = `org-${clock.ms}`;
    const batch = await schedule({ callbackUrl: undefined, organizationId }, 3);
    const nameless = await schedule({ callbackUrl: undefined }, 1);
    clock.ms += 5 * HOUR_MS + 5 * MINUTE_MS;
    const [query = '', counted = '', failed = ''] = batch.queries.map(({ decisionId }) => decisionId);
    log.refusesWith = 'hours without an intensity';
    await complete(query);
    await soon(async () => {
      expect((await workload(query)).settlement).toMatchObject({
        isInEmissionLog: false,
        emissionLogReason: 'the log refused it: hours without an intensity',
      });
    });
    expect(await log.check()).toMatchObject({ status: 'degraded', refused: 1 });
    log.refusesWith = null;
    await log.tellNow();
    await complete(counted, 'success', { name: 'leads', count: 40 });
    await expect(complete(counted)).rejects.toMatchObject({ problem: { code: 'ALREADY_COMPLETED' } });
    await complete(failed, 'failed');
    await complete(nameless.queries[0]?.decisionId ?? '');
    const ofOrganization = () => told.filter((one) => one.organizationId === organizationId);
    const of = (id: string) => ofOrganization().filter(({ workloadId }) => workloadId === id);
    await soon(() => {
      expect(ofOrganization()).toHaveLength(3);
    });
    await soon(async () => {
      expect((await workload(query)).settlement).toMatchObject({
        ...{ isInEmissionLog: true, emissionLogReason: null },
      });
    });
    const { settlement } = await workload(query);
    // 12 minutes, of which 7 before the hour and 5 after it.
    const start = new Date(clock.ms - 5 * MINUTE_MS - HOUR_MS).toISOString();
    const end = new Date(clock.ms - 5 * MINUTE_MS).toISOString();
    const hour = (hourAt: string, minutes: number) => ({
      ...{ hourAt, runMs: minutes * MINUTE_MS, averageGPerKwh: 40, marginalGPerKwh: null },
    });
    expect(of(query)).toEqual([
      {
        ...{ organizationId, workloadId: query, revision: 1, workloadType: null, method: 'location-based' },
        ...{ source: 'observer', quality: 'measured', energyQuality: 'modelled', embodiedG: null },
        factorVersion: `lifecycle, as known on ${end.slice(0, 10)}`,
        parts: [
          {
            ...{ zone: 'FR', energyKwh: settlement?.energyKwh },
            hours: [hour(start, 7), hour(end, 5)],
          },
        ],
        functionalUnit: { name: 'queries', count: 1 },
        baseline: { emissionsG: settlement?.baselineCO2, method: 'run-at-once-in-first-region' },
      },
    ]);
    expect(of(counted)).toMatchObject([{ functionalUnit: { name: 'leads', count: 40 } }]);
    expect(of(failed)).toMatchObject([{ functionalUnit: null, baseline: null }]);
    await soon(async () => {
      expect((await workload(nameless.queries[0]?.decisionId ?? '')).settlement).toMatchObject({
        ...{ isInEmissionLog: false, emissionLogReason: 'no organizationId is known of it' },
      });
    });
    await restart();
    OBSERVED['FR'] = 500;
    try {
      clock.ms += HOUR_MS;
      await soon(() => {
        expect(ofOrganization()).toHaveLength(6);
      });
    } finally {
      OBSERVED['FR'] = 40;
    }
    expect(of(query).map(({ revision }) => revision)).toEqual([1, 2]);
    expect(told.map(({ workloadId }) => workloadId)).not.toContain(nameless.queries[0]?.decisionId);
  });

  it('claims nothing for a run that failed', async () => {
    const batch = await schedule({ callbackUrl: undefined }, 1);
    const { decisionId = '' } = batch.queries[0] ?? {};
    clock.ms += 3 * HOUR_MS + 12 * MINUTE_MS;
    await complete(decisionId, 'failed');
    await soon(async () => {
      expect((await workload(decisionId)).settlement).toMatchObject({
        avoidedCO2: null,
        baselineCO2: null,
        reason: expect.stringMatching(/failed/) as string,
      });
    });
  });
});
