import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { observation } from '../../ports/testing/fake-observation-store.fixture';
import { covers, isFresh } from './source-need';

const MIDNIGHT = Date.UTC(2021, 10, 15);
const DAY = { startMs: MIDNIGHT, endMs: MIDNIGHT + 20 * HOUR_MS };
const hours = (count: number) => Array.from({ length: count }, (_, hour) => observation(hour));

describe('what is needed of the sources of a zone', () => {
  it.each([
    ['the running hour', -30, true],
    ['an hour that ended two hours ago', 120, true],
    ['an hour that ended longer ago', 121, false],
  ])('now: %s', (_, minutesSinceEnd, isEnough) => {
    const value = observation(9, { knownAtMs: MIDNIGHT + 10 * HOUR_MS + minutesSinceEnd * MINUTE_MS });
    expect(isFresh([value])).toBe(isEnough);
  });

  it('of the past: nine tenths of the hours', () => {
    expect(covers(DAY)([])).toBe(false);
    expect(covers(DAY)(hours(17))).toBe(false);
    expect(covers(DAY)(hours(18))).toBe(true);
  });

  it('counts no hour twice, and none outside of the span', () => {
    expect(covers(DAY)([...hours(10), ...hours(10)])).toBe(false);
    const later = Array.from({ length: 10 }, (_, hour) => observation(20 + hour));
    expect(covers(DAY)([...hours(10), ...later])).toBe(false);
  });
});
