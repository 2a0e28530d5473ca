import fc from 'fast-check';
import { seedOf, smoothNoise } from './smooth-noise';

const seed = seedOf('FR wind');
const hours = Array.from({ length: 20_000 }, (_, index) => smoothNoise(seed, 400_000 + index, 24));
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('smoothNoise', () => {
  it('has a mean near 0 and a variance near 1', () => {
    expect(Math.abs(mean(hours))).toBeLessThan(0.1);
    expect(mean(hours.map((value) => value ** 2))).toBeGreaterThan(0.85);
    expect(mean(hours.map((value) => value ** 2))).toBeLessThan(1.15);
  });

  it('is smooth within its scale and forgets beyond it', () => {
    const lagged = (lag: number): number =>
      mean(hours.slice(lag).map((value, index) => value * (hours[index] ?? 0)));
    expect(lagged(1)).toBeGreaterThan(0.95);
    expect(Math.abs(lagged(72))).toBeLessThan(0.15);
  });

  it('never leaves what four bytes can sum to', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.constantFrom(6, 72, 720),
        (any, hour, scale) => {
          expect(Math.abs(smoothNoise(any, hour, scale))).toBeLessThan(5);
        },
      ),
    );
  });

  it('stays the same on every machine and for ever, since stored values rest on it', () => {
    expect(seedOf('FR wind')).toBe(441_421_830);
    expect(smoothNoise(seed, 482_000, 72)).toBeCloseTo(-0.0073675367182, 12);
  });
});
