import { MINUTE_MS } from '@ecobe/carbon';
import type { RouteRunRequest } from '@ecobe/contracts';
import fc from 'fast-check';
import { NOW_MS, POLICY, StoreOfSpec, clockAt, grid, hours } from '../../dekes.fixture';
import { RouteRunUseCase } from './route-run.use-case';

const REQUEST: RouteRunRequest = {
  organizationId: 'org_1',
  source: 'DEKES',
  workloadType: 'lead_generation_batch',
  candidateRegions: ['DE', 'FR'],
  durationMinutes: 30,
  delayToleranceMinutes: 0,
};

const routing = (known = grid(), policy = POLICY) => {
  const store = new StoreOfSpec();
  const useCase = new RouteRunUseCase(known, store, clockAt(), policy, store.room);
  return {
    store,
    route: (change: Partial<RouteRunRequest> = {}, key?: string) =>
      useCase.execute({ ...REQUEST, ...change }, key),
  };
};

const flat = (de: number, fr: number) =>
  grid().knows('DE', de).expects('DE', hours(de)).knows('FR', fr).expects('FR', hours(fr));

describe('routing a run of DEKES', () => {
  it('goes on now in the first candidate where nothing is better', async () => {
    const { route } = routing(flat(100, 200));
    const answer = await route({ delayToleranceMinutes: 600 });
    expect(answer).toMatchObject({
      action: 'execute',
      selectedRegion: 'DE',
      carbonDelta: 0,
      carbonIntensity: 100,
    });
    expect(answer).not.toHaveProperty('predicted_clean_window');
  });

  it('goes elsewhere at once where that emits less', async () => {
    const { route, store } = routing(flat(300, 30));
    const answer = await route();
    expect(answer).toMatchObject({ action: 'reroute', selectedRegion: 'FR', qualityTier: 'high' });
    expect(answer.baseline).toMatchObject({ region: 'DE', carbonIntensity: 300 });
    expect(answer.carbonDelta).toBeCloseTo((answer.baseline?.estimatedCO2 ?? NaN) - answer.estimatedCO2, 9);
    expect(answer.estimatedCO2).toBeCloseTo(answer.estimatedEnergyKwh * answer.carbonIntensity, 6);
    expect(store.workloads[0]).toMatchObject({
      id: answer.decisionId,
      baseline: { region: 'DE', gPerKwh: [300] },
    });
    expect(store.messages).toEqual([]);
  });

  it('waits for the clean hour that the tolerance allows, and tells DEKES', async () => {
    const known = grid()
      .knows('DE', 300)
      .expects('DE', hours(300, 300, 50, 10, 300));
    const { route, store } = routing(known);
    const answer = await route({ candidateRegions: ['DE'], delayToleranceMinutes: 120 });
    expect(answer).toMatchObject({
      action: 'delay',
      selectedRegion: 'DE',
      predicted_clean_window: { expected_minutes: 100, region: 'DE', startAt: '2026-03-01T14:00:00.000Z' },
      qualityTier: 'medium',
    });
    expect(store.messages).toMatchObject([
      {
        key: `${answer.decisionId}:POLICY_DELAY`,
        kind: 'event',
        body: { eventType: 'POLICY_DELAY', organizationId: 'org_1', policy: { delayMinutes: 100 } },
      },
    ]);
  });

  it('takes the clean hour behind it as soon as the tolerance reaches it', async () => {
    const known = grid()
      .knows('DE', 300)
      .expects('DE', hours(300, 300, 50, 10, 300));
    const answer = await routing(known).route({ candidateRegions: ['DE'], delayToleranceMinutes: 160 });
    expect(answer.predicted_clean_window?.expected_minutes).toBe(160);
  });

  it('understands the bare names of AWS, without length or tolerance, and says what it took for them', async () => {
    const known = grid().knows('US-MIDA-PJM', 400).knows('US-NW-PACW', 90).knows('IE', 250);
    const answer = await routing(known).route({
      candidateRegions: ['us-east-1', 'us-west-2', 'eu-west-1'],
      durationMinutes: undefined,
      delayToleranceMinutes: undefined,
    });
    expect(answer.alternatives.map(({ region }) => region).sort()).toEqual([
      'eu-west-1',
      'us-east-1',
      'us-west-2',
    ]);
    expect(answer.action).toBe('reroute');
    expect(answer.assumptions.map(({ input, value }) => [input, value])).toEqual([
      ['durationMinutes', 10],
      ['estimatedResults', 500],
    ]);
  });

  it('says what it cannot compare: no baseline, no delta', async () => {
    const answer = await routing(grid().knows('FR', 30)).route();
    expect(answer).toMatchObject({ action: 'reroute', selectedRegion: 'FR' });
    expect(answer.excluded).toMatchObject([{ region: 'DE', code: 'NO_DATA' }]);
    expect(answer).not.toHaveProperty('carbonDelta');
    expect(answer).not.toHaveProperty('baseline');
  });

  it.each([
    ['simulated values', grid().knows('DE', 100, { quality: 'simulated' }), 'low', 'SIMULATED_DATA'],
    ['values that ended long ago', grid().knows('DE', 100, { ageMinutes: 300 }), 'low', 'STALE_DATA'],
    ['estimated values', grid().knows('DE', 100, { quality: 'estimated' }), 'medium', null],
    ['measured and fresh values', grid().knows('DE', 100), 'high', null],
  ])('rates %s', async (_what, known, qualityTier, warning) => {
    const answer = await routing(known).route({ candidateRegions: ['DE'] });
    expect([answer.qualityTier, answer.warnings[0]?.code ?? null]).toEqual([qualityTier, warning]);
  });

  it('refuses where nothing is known, and unknown names', async () => {
    const { route, store } = routing();
    await expect(route()).rejects.toMatchObject({ problem: { status: 422, code: 'NO_ELIGIBLE_REGION' } });
    await expect(route({ candidateRegions: ['DE', 'eu-wset-1'] })).rejects.toMatchObject({
      problem: { status: 400, code: 'UNKNOWN_REGION', errors: [{ pointer: '/candidateRegions/1' }] },
    });
    expect(store.workloads).toEqual([]);
  });

  it('answers a repeated command as before, and refuses another under its key', async () => {
    const { route, store } = routing(flat(300, 30));
    const first = await route({}, 'client:1');
    expect(await route({}, 'client:1')).toEqual(first);
    expect(store.workloads).toHaveLength(1);
    await expect(route({ durationMinutes: 40 }, 'client:1')).rejects.toMatchObject({
      problem: { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('moves nothing for less than the least gain', async () => {
    const known = flat(100, 97);
    expect((await routing(known, { ...POLICY, minGainPercent: 5 }).route()).action).toBe('execute');
    expect((await routing(known, { ...POLICY, minGainPercent: 0 }).route()).action).toBe('reroute');
  });

  it('never waits longer than it may, and never promises more than now at home', async () => {
    const values = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        values,
        values,
        fc.integer({ min: 1, max: 1440 }),
        fc.integer({ min: 0, max: 1440 }),
        async (de, fr, durationMinutes, delayToleranceMinutes) => {
          const known = grid()
            .knows('DE', de[0] ?? 0)
            .expects('DE', de)
            .knows('FR', fr[0] ?? 0)
            .expects('FR', fr);
          const answer = await routing(known).route({ durationMinutes, delayToleranceMinutes });
          const waitMinutes = answer.predicted_clean_window?.expected_minutes ?? 0;
          expect(waitMinutes).toBeLessThanOrEqual(delayToleranceMinutes);
          expect(answer.carbonDelta ?? NaN).toBeGreaterThanOrEqual(-1e-12);
          if (answer.action === 'execute') expect(answer.selectedRegion).toBe('DE');
          if (answer.action === 'reroute') expect(answer.selectedRegion).toBe('FR');
          const startMs = Date.parse(answer.alternatives[0]?.startAt ?? '');
          expect(answer.action === 'delay').toBe(startMs > NOW_MS);
          expect(startMs).toBeLessThanOrEqual(NOW_MS + delayToleranceMinutes * MINUTE_MS);
        },
      ),
      { numRuns: 60 },
    );
  });
});
