import { HOUR_MS } from '@ecobe/carbon';
import fc from 'fast-check';
import { atHour } from './history.fixture';
import { findOptimalWindow } from './optimal-window';
import type { WindowQuery } from './optimal-window';

const MINUTE_MS = 60_000;

const found = (query: WindowQuery) => {
  const window = findOptimalWindow(query);
  if (window.kind === 'refused') throw new Error(window.reason);
  return window;
};

/** Mean by walking through every minute. */
function bruteMean({ startMs, gPerKwh, durationHours }: WindowQuery, windowStartMs: number): number {
  const minutes = durationHours * 60;
  let sum = 0;
  for (let minute = 0; minute < minutes; minute++) {
    sum += gPerKwh[Math.floor((windowStartMs + minute * MINUTE_MS - startMs) / HOUR_MS)] ?? NaN;
  }
  return sum / minutes;
}

describe('findOptimalWindow', () => {
  it('repeats the worked example of the formula page', () => {
    const window = found({
      startMs: atHour(0),
      gPerKwh: [400, 300, 100, 200, 500],
      nowMs: atHour(0) + 30 * MINUTE_MS,
      durationHours: 1.5,
      lookAheadHours: 4.5,
    });
    expect(window).toMatchObject({ kind: 'found', startMs: atHour(2), endMs: atHour(3.5) });
    expect(window.meanGPerKwh).toBeCloseTo(133.333, 3);
    expect(window.immediateMeanGPerKwh).toBeCloseTo(333.333, 3);
    expect(window.savingsPercent).toBeCloseTo(60, 9);
  });

  it('finds a window that ends, rather than starts, on the hour', () => {
    const query = { startMs: atHour(0), gPerKwh: [300, 200, 100, 500], nowMs: atHour(0) };
    expect(found({ ...query, durationHours: 1.25, lookAheadHours: 4 })).toMatchObject({
      startMs: atHour(1.75),
    });
  });

  it('starts now among equals, and after now when only now is worse', () => {
    const query = {
      startMs: atHour(0),
      nowMs: atHour(0) + 7 * MINUTE_MS,
      durationHours: 2,
      lookAheadHours: 20,
    };
    const flat = Array.from({ length: 24 }, () => 0.1 + 0.2);
    expect(found({ ...query, gPerKwh: flat })).toMatchObject({ startMs: query.nowMs, savingsPercent: 0 });
    expect(found({ ...query, gPerKwh: [9, ...flat] })).toMatchObject({ startMs: atHour(1) });
  });

  it('gives no percentage of nothing', () => {
    const query = {
      startMs: atHour(0),
      gPerKwh: [0, 5],
      nowMs: atHour(0),
      durationHours: 1,
      lookAheadHours: 2,
    };
    expect(found(query)).toMatchObject({
      savingsPercent: null,
      savingsReason: expect.stringMatching(/0 gCO2eq/),
    });
  });

  it('refuses what cannot be, with a code', () => {
    const query = { startMs: atHour(0), gPerKwh: [1, 2, 3, 4], nowMs: atHour(0) };
    const refused = (durationHours: number, lookAheadHours: number, nowMs = atHour(0)) =>
      findOptimalWindow({ ...query, nowMs, durationHours, lookAheadHours });
    expect(refused(3, 2)).toMatchObject({ kind: 'refused', code: 'WINDOW_EXCEEDS_LOOK_AHEAD' });
    expect(refused(1, 4.25)).toMatchObject({ kind: 'refused', code: 'FORECAST_TOO_SHORT' });
    expect(refused(1, 2, atHour(-1))).toMatchObject({ kind: 'refused', code: 'FORECAST_TOO_SHORT' });
    expect(refused(4, 4).kind).toBe('found');
    for (const bad of [0, -1, 0.3, NaN, Infinity]) expect(() => refused(bad, 4)).toThrow(RangeError);
  });

  it('is never beaten by any start at a whole minute, and its mean is the real one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 3, maxLength: 9 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 20 }),
        (gPerKwh, minute, durationQuarters, slackQuarters) => {
          const startMs = atHour(0);
          const [durationHours, lookAheadHours] = [
            durationQuarters / 4,
            (durationQuarters + slackQuarters) / 4,
          ];
          fc.pre(minute / 60 + lookAheadHours <= gPerKwh.length);
          const query = {
            startMs,
            gPerKwh,
            nowMs: startMs + minute * MINUTE_MS,
            durationHours,
            lookAheadHours,
          };
          const window = found(query);
          const latestMs = query.nowMs + (lookAheadHours - durationHours) * HOUR_MS;
          let best = Infinity;
          for (let at = query.nowMs; at <= latestMs; at += MINUTE_MS)
            best = Math.min(best, bruteMean(query, at));
          expect(window.startMs).toBeGreaterThanOrEqual(query.nowMs);
          expect(window.startMs).toBeLessThanOrEqual(latestMs);
          expect(window.meanGPerKwh).toBeCloseTo(best, 6);
          expect(bruteMean(query, window.startMs)).toBeCloseTo(window.meanGPerKwh, 6);
          expect(window.immediateMeanGPerKwh).toBeCloseTo(bruteMean(query, query.nowMs), 6);
        },
      ),
      { numRuns: 300 },
    );
  });
});
