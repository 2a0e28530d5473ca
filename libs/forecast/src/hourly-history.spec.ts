import { HOUR_MS } from '@ecobe/carbon';
import { START_MS } from './history.fixture';
import { countKnown, historyBefore, hourlyHistory, lastKnownIndex } from './hourly-history';

describe('hourlyHistory', () => {
  it('tells an unknown hour from a real zero', () => {
    const { values } = hourlyHistory(START_MS, [0, null, 5, null]);
    expect(countKnown(values)).toBe(2);
    expect(lastKnownIndex(values)).toBe(2);
    expect([...values]).toEqual([0, NaN, 5, NaN]);
  });

  it.each([[-1], [NaN], [Infinity]])('rejects %d, and names its hour', (bad) => {
    expect(() => hourlyHistory(START_MS, [1, bad])).toThrow(/2021-10-01T01:00:00.000Z/);
  });

  it('rejects a start within an hour', () => {
    expect(() => hourlyHistory(START_MS + 1, [])).toThrow(RangeError);
  });

  it('cuts off every hour that had not ended', () => {
    const history = hourlyHistory(START_MS, [1, 2, 3]);
    expect([...historyBefore(history, START_MS + 2 * HOUR_MS).values]).toEqual([1, 2]);
    expect([...historyBefore(history, START_MS + 2 * HOUR_MS - 1).values]).toEqual([1]);
    expect(historyBefore(history, START_MS - HOUR_MS).values).toHaveLength(0);
  });
});
