import { toIso } from '@ecobe/carbon';
import fc from 'fast-check';
import { NOW_MS } from '../ports/routing.fixture';
import { choosePlacement } from './choose-placement';
import { spansOf } from './placement-answer';
import { requestedWork } from './requested-work';
import { bookOf, twoGrids, workload } from './work.fixture';

const MINUTE_MS = 60_000;
const book = bookOf(twoGrids());

/** When a request that is placed at an instant would run, in minutes from {@link NOW_MS}. */
const minutesOf = (change: Parameters<typeof workload>[0], atMs = NOW_MS): [number, number][] => {
  const work = requestedWork(workload(change), NOW_MS);
  const [best] = choosePlacement(work, { nowMs: atMs, book, room: null, minGainPercent: 0 }).placements;
  if (best === undefined) throw new Error('no place');
  const minutes = (ms: number) => (ms - NOW_MS) / MINUTE_MS;
  return spansOf(best, work, atMs).map(({ startMs, endMs }) => [minutes(startMs), minutes(endMs)]);
};
const after = (minutes: number): string => toIso(NOW_MS + minutes * MINUTE_MS);

describe('when work runs', () => {
  it('never starts before it may, also with no slack for whole quarters of an hour', () => {
    // 15:07 to 16:10 for an hour: no whole slots fit.
    const change = { durationHours: 1, earliestStart: after(167), deadline: after(230) };
    expect(minutesOf(change)).toEqual([[167, 227]]);
  });

  it('never ends after its deadline, also when it takes no whole quarters of an hour', () => {
    expect(minutesOf({ durationHours: 0.3, deadline: after(20) })).toEqual([[0, 18]]);
  });

  it('lies in its window for just as long as it takes, whenever it is planned', () => {
    const requests = fc.record({
      ...{
        durationMs: fc.integer({ min: 1_000, max: 9 * 3_600_000 }),
        slackMs: fc.integer({ min: 0, max: 20 * 3_600_000 }),
      },
      ...{
        delayMs: fc.integer({ min: 0, max: 10 * 3_600_000 }),
        plannedLater: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      interruptible: fc.boolean(),
    });
    fc.assert(
      fc.property(requests, ({ durationMs, slackMs, delayMs, plannedLater, interruptible }) => {
        const earliestMs = NOW_MS + delayMs;
        const deadlineMs = earliestMs + durationMs + slackMs;
        const durationHours = durationMs / 3_600_000;
        const window = { earliestStart: toIso(earliestMs), deadline: toIso(deadlineMs) };
        const work = requestedWork(workload({ ...window, durationHours, interruptible }), NOW_MS);
        const nowMs = Math.floor(NOW_MS + plannedLater * (work.lastStartMs - NOW_MS));
        const [best] = choosePlacement(work, { nowMs, book, room: null, minGainPercent: 0 }).placements;
        if (best === undefined) throw new Error('no place');
        const spans = spansOf(best, work, nowMs);
        const total = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
        expect(total).toBe(durationMs);
        expect(Math.min(...spans.map(({ startMs }) => startMs))).toBeGreaterThanOrEqual(
          Math.max(nowMs, work.arrivalMs),
        );
        expect(Math.max(...spans.map(({ endMs }) => endMs))).toBeLessThanOrEqual(deadlineMs);
        expect(spans.every(({ startMs, endMs }) => endMs > startMs)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
