import { regularMs } from './regular-ms';

describe('regularMs', () => {
  it('is as much shorter as the clock is faster, and a second at least', () => {
    expect([regularMs(3_600_000, 1), regularMs(3_600_000, 600)]).toEqual([3_600_000, 6_000]);
    expect([regularMs(3_600_000, 7_000), regularMs(60_000, 600)]).toEqual([1_000, 1_000]);
    expect(regularMs(10_000, 3)).toBe(3_333);
  });
});
