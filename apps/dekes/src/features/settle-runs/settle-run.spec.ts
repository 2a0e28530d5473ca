import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { DEFAULT_SEARCH_RUN, searchRunEnergy } from '@ecobe/energy';
import fc from 'fast-check';
import { NOW_MS, POLICY, StoreOfSpec, clockAt, grid } from '../../dekes.fixture';
import type { StoredWorkload } from '../../ports/dekes-workload';
import { RouteRunUseCase } from '../route-run/route-run.use-case';
import { hoursOf, meanOver, settlementOf, spansOf } from './settle-run';

const HOUR = Date.UTC(2026, 2, 1, 12);

/** A run of DE that was sent to FR at once. */
async function rerouted(change: Partial<StoredWorkload> = {}): Promise<StoredWorkload> {
  const store = new StoreOfSpec();
  await new RouteRunUseCase(
    grid().knows('DE', 300).knows('FR', 30),
    store,
    clockAt(),
    POLICY,
    store.room,
  ).execute({
    ...{ organizationId: 'org_1', source: 'DEKES', workloadType: 'enrichment_job' },
    ...{ candidateRegions: ['DE', 'FR'], durationMinutes: 30 },
  });
  const [workload] = store.workloads;
  if (workload === undefined) throw new Error('nothing was recorded');
  return { ...workload, ...change };
}

describe('the mean over a run', () => {
  it('weighs hours by the minutes in them', () => {
    const span = { startMs: HOUR + 45 * MINUTE_MS, endMs: HOUR + 75 * MINUTE_MS };
    expect(meanOver(span, { startMs: HOUR, values: [100, 400] })).toBe(250);
    const uneven = { startMs: HOUR + 50 * MINUTE_MS, endMs: HOUR + 90 * MINUTE_MS };
    expect(meanOver(uneven, { startMs: HOUR, values: [100, 400] })).toBe(325);
  });

  it('names the first hour that nobody knows, and never counts it as nothing', () => {
    const span = { startMs: HOUR, endMs: HOUR + 2 * HOUR_MS };
    const missing = { missingMs: HOUR + HOUR_MS };
    expect(meanOver(span, { startMs: HOUR, values: [100, null] })).toEqual(missing);
    expect(meanOver(span, { startMs: HOUR, values: [100] })).toEqual(missing);
  });

  it('lies between the least and the greatest hour, whatever the span', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 1, max: 1000 }),
        (gPerKwh, offsetMinutes, minutes) => {
          const startMs = HOUR + offsetMinutes * MINUTE_MS;
          const span = { startMs, endMs: startMs + minutes * MINUTE_MS };
          const mean = meanOver(span, { startMs: HOUR, values: gPerKwh });
          const { startMs: from, endMs: until } = hoursOf(span);
          const touched = gPerKwh.slice((from - HOUR) / HOUR_MS, (until - HOUR) / HOUR_MS);
          expect(mean).toBeGreaterThanOrEqual(Math.min(...touched) - 1e-9);
          expect(mean).toBeLessThanOrEqual(Math.max(...touched) + 1e-9);
        },
      ),
    );
  });
});

describe('settling a run', () => {
  const means = { actualGPerKwh: 50, baselineGPerKwh: 200, quality: 'measured' } as const;

  it('takes place and minutes as DEKES reported them, and the baseline at the decision', async () => {
    const workload = await rerouted({
      executionRegion: 'FR',
      runMinutes: 40,
      runStatus: 'success',
      completedMs: NOW_MS + HOUR_MS,
    });
    const spans = spansOf(workload);
    expect(spans).toMatchObject({
      actual: { zone: 'FR', startMs: NOW_MS + 20 * MINUTE_MS, endMs: NOW_MS + HOUR_MS },
      baseline: { zone: 'DE', startMs: NOW_MS, endMs: NOW_MS + 40 * MINUTE_MS },
      isReported: true,
    });
    if (spans === null) throw new Error('no spans');
    const settlement = settlementOf(workload, spans, means, DEFAULT_SEARCH_RUN, NOW_MS);
    const itKwh = searchRunEnergy({ minutes: 40, results: 1500 }, DEFAULT_SEARCH_RUN);
    expect(settlement.actualG).toBeCloseTo(itKwh * 1.2 * 50, 5);
    expect(settlement.baselineG).toBeCloseTo(itKwh * 1.2 * 200, 5);
    expect(settlement.avoidedG).toBeCloseTo(itKwh * 1.2 * 150, 5);
    expect(settlement.energyQuality).toBe('reported-duration');
  });

  it('keeps a loss, and follows the plan where nothing was reported', async () => {
    const workload = await rerouted();
    const spans = spansOf(workload);
    if (spans === null) throw new Error('no spans');
    const worse = { ...means, actualGPerKwh: 300 };
    const settlement = settlementOf(workload, spans, worse, DEFAULT_SEARCH_RUN, NOW_MS);
    expect(settlement.avoidedG).toBeLessThan(0);
    expect(settlement.energyQuality).toBe('planned');
  });

  it('counts no hour before a silent run was dispatched', async () => {
    const dispatchedMs = NOW_MS + 20 * HOUR_MS;
    expect(spansOf(await rerouted({ dispatchedMs }))?.actual).toMatchObject({
      startMs: dispatchedMs,
      endMs: dispatchedMs + 30 * MINUTE_MS,
    });
  });

  it('claims nothing without a baseline, and says why', async () => {
    const workload = await rerouted({ baseline: null });
    const spans = spansOf(workload);
    if (spans === null) throw new Error('no spans');
    const settlement = settlementOf(
      workload,
      spans,
      { ...means, baselineGPerKwh: null },
      DEFAULT_SEARCH_RUN,
      NOW_MS,
    );
    expect(settlement).toMatchObject({
      baselineG: null,
      avoidedG: null,
      reason: expect.stringMatching(/baseline/) as string,
    });
  });

  it('cannot be done where nobody knows where it ran', async () => {
    expect(spansOf(await rerouted({ placement: null, run: null }))).toBeNull();
  });
});
