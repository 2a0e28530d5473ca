import { drawShare, seededRandom } from './seeded-random';

describe('seededRandom', () => {
  it('says the same numbers for the same seed, and others for another', () => {
    const [random, again, other] = [seededRandom(7), seededRandom(7), seededRandom(8)];
    const numbers = Array.from({ length: 1000 }, random);
    expect(Array.from({ length: 1000 }, again)).toEqual(numbers);
    expect(other()).not.toBe(numbers[0]);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(numbers.reduce((sum, number) => sum + number, 0) / 1000).toBeCloseTo(0.5, 1);
  });
});

describe('drawShare', () => {
  it('draws about the share, ascending, each number once', () => {
    const out = new Int32Array(10_000);
    const drawn = out.subarray(0, drawShare(10_000, 0.3, seededRandom(1), out));
    expect(drawn.length / 10_000).toBeCloseTo(0.3, 1);
    expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual([...drawn]);
  });

  it('draws all for a share of 1, and one where chance draws none', () => {
    const out = new Int32Array(3);
    expect(drawShare(3, 1, seededRandom(1), out)).toBe(3);
    expect([...out]).toEqual([0, 1, 2]);
    expect(drawShare(3, 1e-9, seededRandom(1), out)).toBe(1);
  });
});
