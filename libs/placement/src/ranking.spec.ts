import { byRank } from './ranking';
import { weightsInMillionths } from './weights';

describe('byRank', () => {
  const region = (name: string, score: number, carbonIntensity: number, estimatedLatency: number | null) => ({
    region: name,
    score,
    carbonIntensity,
    estimatedLatency,
  });

  it('breaks ties by carbon, then latency with unknown last, then name', () => {
    const sorted = [
      region('unknown latency', 0.5, 100, null),
      region('b', 0.5, 100, 20),
      region('a', 0.5, 100, 20),
      region('near', 0.5, 100, 10),
      region('cleaner', 0.5, 90, null),
      region('best', 0.6, 300, 200),
    ].toSorted(byRank);
    expect(sorted.map(({ region: name }) => name)).toEqual([
      'best',
      'cleaner',
      'near',
      'a',
      'b',
      'unknown latency',
    ]);
  });
});

describe('weightsInMillionths', () => {
  it('sums to a million, the largest remainders first', () => {
    expect(weightsInMillionths({ carbon: 1, latency: 1, cost: 1 })).toEqual({
      carbon: 333_334,
      latency: 333_333,
      cost: 333_333,
    });
    expect(weightsInMillionths({ carbon: 1e308, latency: 1e308, cost: 0 })).toEqual({
      carbon: 500_000,
      latency: 500_000,
      cost: 0,
    });
  });

  it.each([
    { carbon: 0, latency: 0, cost: 0 },
    { carbon: -1, latency: 1, cost: 1 },
    { carbon: NaN, latency: 1, cost: 1 },
    { carbon: Infinity, latency: 1, cost: 1 },
  ])('refuses %j', (weights) => {
    expect(() => weightsInMillionths(weights)).toThrow(RangeError);
  });
});
