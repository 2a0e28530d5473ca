import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { DE, NOON_MS } from '../../forecasting.fixture';
import type { Training } from '../../ports/training-log';
import { dueReason, hasMuchMore } from './due-training';

const trained = (changes: Partial<Training>): Training => ({
  ...DE,
  reason: 'first',
  state: 'promoted',
  startedAtMs: NOON_MS,
  endedAtMs: NOON_MS,
  shareDone: 1,
  knownHours: 10_000,
  detail: null,
  ...changes,
});
const due = (
  newest: Training | null,
  nowMs: number,
  { id = 'DE|average|lifecycle', isStuck = false, isOtherKind = false } = {},
) => dueReason({ seriesId: id, newest, isStuck, isOtherKind }, nowMs);

describe('dueReason', () => {
  it('trains a series that never was, or only in another life of the clock', () => {
    expect(due(null, NOON_MS)).toBe('first');
    expect(due(trained({ startedAtMs: NOON_MS + 1 }), NOON_MS)).toBe('first');
  });

  it.each(['refused', 'failed', 'running'] as const)('tries one that %s again after a day', (state) => {
    const newest = trained({ state });
    expect(due(newest, NOON_MS + DAY_MS - 1)).toBeNull();
    expect(due(newest, NOON_MS + DAY_MS)).toBe('first');
  });

  it('trains one whose model cannot serve after a day, not only in its week', () => {
    expect(due(trained({}), NOON_MS + DAY_MS, { isStuck: true })).toBe('scheduled');
    expect(due(trained({}), NOON_MS + DAY_MS - 1, { isStuck: true })).toBeNull();
  });

  it('trains at once what has a model of the other kind, but not what failed just now', () => {
    expect(due(trained({}), NOON_MS, { isOtherKind: true })).toBe('scheduled');
    expect(due(trained({ state: 'refused' }), NOON_MS, { isOtherKind: true })).toBeNull();
  });

  it('trains each series once a week, all of them spread over its hours', () => {
    const slots = Array.from({ length: 300 }, (_, i) => {
      const id = `Z${i}|average|lifecycle`;
      const hours = Array.from({ length: 169 }, (_, hour) => hour);
      const first = hours.find((hour) => due(trained({}), NOON_MS + hour * HOUR_MS, { id }) !== null);
      expect(first).toBeDefined();
      const again = trained({ startedAtMs: NOON_MS + (first ?? 0) * HOUR_MS });
      expect(due(again, again.startedAtMs + 7 * DAY_MS - HOUR_MS - 1, { id })).toBeNull();
      expect(due(again, again.startedAtMs + 7 * DAY_MS, { id })).toBe('scheduled');
      return first;
    });
    expect(new Set(slots).size).toBeGreaterThan(100);
  });
});

it('takes a month of new hours for much more', () => {
  expect(hasMuchMore(trained({ knownHours: 1_000 }), 1_719)).toBe(false);
  expect(hasMuchMore(trained({ knownHours: 1_000 }), 1_720)).toBe(true);
  expect(hasMuchMore(null, 720)).toBe(true);
});
