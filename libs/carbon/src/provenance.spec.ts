import { worstQuality } from './provenance';

describe('the quality of what is made of several values', () => {
  it.each([
    ['measured', 'estimated', 'estimated'],
    ['forecast', 'measured', 'forecast'],
    ['simulated', 'forecast', 'simulated'],
    ['measured', 'measured', 'measured'],
  ] as const)('of %s and %s is %s', (a, b, worst) => {
    expect([worstQuality(a, b), worstQuality(b, a), worstQuality(a, 'measured', b)]).toEqual([
      worst,
      worst,
      worst,
    ]);
  });

  it('of one value is its own', () => {
    expect(worstQuality('forecast')).toBe('forecast');
  });
});
