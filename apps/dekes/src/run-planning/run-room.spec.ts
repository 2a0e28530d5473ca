import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { RoomLedger } from '@ecobe/placement';
import { slotOf } from '@ecobe/placement';
import { NOW_MS, POLICY, StoreOfSpec, clockAt, grid, hours } from '../dekes.fixture';
import type { DekesPolicy } from '../dekes.config';
import { ReadBatchUseCase } from '../features/read-batch/read-batch.use-case';
import { RouteRunUseCase } from '../features/route-run/route-run.use-case';
import { ScheduleBatchUseCase } from '../features/schedule-batch/schedule-batch.use-case';

const CLEAN_HOUR_MS = NOW_MS - 20 * MINUTE_MS + 2 * HOUR_MS;

/** DE at 300 and FR at 200, but for the hour from 14:00 on, when FR emits 20; so many wait for it or go on at once. */
async function routed(count: number, policy: DekesPolicy = POLICY, store = new StoreOfSpec(policy)) {
  const known = grid().knows('DE', 300).expects('DE', hours(300));
  known.knows('FR', 200).expects('FR', hours(200, 200, 20, 200));
  const route = new RouteRunUseCase(known, store, clockAt(), policy, store.room);
  const answers = await Promise.all(
    Array.from({ length: count }, () =>
      route.execute({
        ...{ organizationId: 'org_1', source: 'DEKES', workloadType: 'enrichment_job' },
        ...{ candidateRegions: ['DE', 'FR'], durationMinutes: 10, delayToleranceMinutes: 240 },
      }),
    ),
  );
  return { store, known, answers };
}

const countsOf = (texts: readonly (string | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text ?? 'now'] = (counts[text ?? 'now'] ?? 0) + 1;
  return counts;
};
const meanKw = (room: RoomLedger, region: string, hourMs: number): number => {
  const from = slotOf(hourMs);
  return [0, 1, 2, 3].reduce((sum, n) => sum + room.busyKwAt(region, from + n), 0) / 4;
};

describe('the room of DEKES', () => {
  it('sends callers that are to wait not all to the same minute', async () => {
    const { answers } = await routed(200);
    const starts = answers.map(({ predicted_clean_window: window }) => window?.startAt.slice(11, 16));
    expect(countsOf(starts)).toEqual({ '14:00': 50, '14:15': 50, '14:30': 50, '14:45': 50 });
  });

  it('counts what waits in batches, and batches what was told to wait', async () => {
    const { store, known } = await routed(3);
    const accepted = () => Promise.resolve();
    const batches = new ReadBatchUseCase(store);
    const schedule = new ScheduleBatchUseCase(known, store, batches, clockAt(), POLICY, store.room, accepted);
    const queries = [{ id: 'q', query: 'x', estimatedResults: 500 }];
    const batch = await schedule.execute({ queries, regions: ['DE', 'FR'], lookAheadHours: 24 });
    expect(batch.queries[0]?.startAt.slice(11, 16)).toBe('14:45');
    const { answers } = await routed(1, POLICY, store);
    expect(answers[0]?.predicted_clean_window?.startAt.slice(11, 16)).toBe('14:00');
  });

  it('never passes a cap, and keeps running now at home open', async () => {
    const [{ run } = { run: null }] = (await routed(1)).store.workloads;
    if (run === null) throw new Error('nothing was routed');
    const powerKw = run.energyKwh * 4;
    // a mean of two and a half runs at a time: ten quarters of an hour
    const policy = { ...POLICY, capKwOf: () => powerKw * 2.5 };
    const { store, answers } = await routed(60, policy);
    const room = await store.room.at(NOW_MS);
    const startHours = answers.map(({ predicted_clean_window: window }) => window?.startAt.slice(11, 13));
    expect(countsOf(startHours)['14']).toBe(10);
    for (let hour = 0; hour < 5; hour++)
      expect(meanKw(room, 'FR', CLEAN_HOUR_MS + (hour - 2) * HOUR_MS)).toBeLessThanOrEqual(
        powerKw * 2.5 + 1e-6,
      );
    expect(countsOf(answers.map(({ action }) => action))['execute']).toBeGreaterThan(0);
  });

  it('gives back what a plan had when it is made anew, and keeps it where nothing is better', async () => {
    const { store } = await routed(1);
    const [{ id, placement, run } = { id: '', placement: null, run: null }] = store.workloads;
    if (placement === null || run === null) throw new Error('nothing was routed');
    const room = await store.room.at(NOW_MS);
    const before = meanKw(room, 'FR', CLEAN_HOUR_MS);
    expect(before).toBeGreaterThan(0);
    const seen: number[] = [];
    store.room.replan(id, placement, run, (free) => {
      seen.push(meanKw(free, 'FR', CLEAN_HOUR_MS));
      return null;
    });
    expect([seen, meanKw(room, 'FR', CLEAN_HOUR_MS)]).toEqual([[0], before]);
    const later = { ...placement, startMs: placement.startMs + HOUR_MS, endMs: placement.endMs + HOUR_MS };
    store.room.replan(id, placement, run, () => later);
    expect([meanKw(room, 'FR', CLEAN_HOUR_MS), meanKw(room, 'FR', CLEAN_HOUR_MS + HOUR_MS)]).toEqual([
      0,
      before,
    ]);
    expect(() =>
      store.room.replan(id, later, run, () => {
        throw new Error('poison');
      }),
    ).toThrow('poison');
    expect(meanKw(room, 'FR', CLEAN_HOUR_MS + HOUR_MS)).toBe(before);
  });
});
