import { OptimizeQueryUseCase } from './features/optimize-query/optimize-query.use-case';
import { ReadAnalyticsUseCase } from './features/read-analytics/read-analytics.use-case';
import { ReportCarbonUseCase } from './features/report-carbon/report-carbon.use-case';
import { RouteRunUseCase } from './features/route-run/route-run.use-case';
import { dekesOfSpec, soon } from './dekes.app.fixture';

jest.setTimeout(120_000);

describe('what DEKES is told', () => {
  const { app, standin, restart, workload } = dekesOfSpec();

  it.each([
    ['answers 500', { mode: 'status', status: 500 }, /answered 500/],
    ['answers garbage', { mode: 'garbage' }, /something else than documented/],
    ['hangs up', { mode: 'down' }, /cannot be reached/],
    ['refuses the key', { mode: 'status', status: 401 }, /answered 401/],
  ] as const)(
    'keeps an event while DEKES %s, also over a restart, and tells it once',
    async (_what, fault, reason) => {
      standin.fail(fault);
      const { decisionId } = await app.get(RouteRunUseCase).execute({
        ...{ organizationId: 'org_1', source: 'DEKES', workloadType: 'enrichment_job' },
        ...{ candidateRegions: ['DE', 'FR'], durationMinutes: 30, delayToleranceMinutes: 240 },
      });
      await soon(async () => {
        const [delivery] = (await workload(decisionId)).deliveries;
        expect(delivery).toMatchObject({
          status: 'waiting',
          reason: expect.stringMatching(reason) as string,
        });
      });
      await restart();
      standin.fail(null);
      await soon(async () => {
        expect((await workload(decisionId)).deliveries).toMatchObject([
          { kind: 'event', status: 'delivered' },
        ]);
      });
      const events = standin.seen.events.filter(({ handoffId }) => String(handoffId).startsWith(decisionId));
      expect(events).toMatchObject([{ eventType: 'POLICY_DELAY', organizationId: 'org_1' }]);
    },
  );

  it('tells of budgets, and does not repeat what DEKES refuses for good', async () => {
    await restart({ DEKES_ORGANIZATION_ID: 'org_budget' });
    const optimize = (id: string, carbonBudget: number) =>
      app
        .get(OptimizeQueryUseCase)
        .execute({ query: { id, query: 'x', estimatedResults: 500 }, carbonBudget, regions: ['DE'] });
    const exceeded = await optimize('q-exceeded', 0.1);
    const kept = await optimize('q-kept', 100);
    const nearly = await optimize('q-nearly', exceeded.estimatedCO2 * 1.1);
    await soon(async () => {
      for (const { decisionId } of [exceeded, nearly])
        expect((await workload(decisionId)).deliveries).toMatchObject([{ status: 'delivered' }]);
    });
    const typesOf = (decisionId: string) =>
      standin.seen.events
        .filter(({ handoffId }) => String(handoffId).startsWith(decisionId))
        .map(({ eventType }) => eventType);
    expect([exceeded, kept, nearly].map(({ decisionId }) => typesOf(decisionId))).toEqual([
      ['BUDGET_EXCEEDED'],
      [],
      ['BUDGET_WARNING'],
    ]);

    standin.fail({ mode: 'status', status: 422 });
    await app.get(ReportCarbonUseCase).execute({ queryId: 'q-kept', actualCO2: 200 });
    await soon(async () => {
      expect((await workload(kept.decisionId)).deliveries).toMatchObject([{ status: 'dead', attempts: 1 }]);
    });
  });

  it('keeps everything while there is no DEKES, says so, and tells it as soon as there is', async () => {
    await restart({ DEKES_API_URL: '' });
    const { decisionId } = await app.get(RouteRunUseCase).execute({
      ...{ organizationId: 'org_2', source: 'DEKES', workloadType: 'enrichment_job' },
      ...{ candidateRegions: ['DE', 'FR'], durationMinutes: 30, delayToleranceMinutes: 240 },
    });
    const notDelivered = 'not delivered: DEKES_API_URL is not set';
    expect((await workload(decisionId)).deliveries).toEqual([
      { kind: 'event', status: 'waiting', attempts: 0, reason: notDelivered },
    ]);
    expect((await app.get(ReadAnalyticsUseCase).execute()).method).toMatchObject({
      undeliveredReason: notDelivered,
    });
    await restart();
    await soon(async () => {
      expect((await workload(decisionId)).deliveries).toMatchObject([{ status: 'delivered' }]);
    });
  });
});
