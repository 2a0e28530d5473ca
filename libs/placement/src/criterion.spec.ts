import { utilityOf } from './criterion';

describe('utilityOf', () => {
  const scales = { maxCarbonGPerKwh: 400, maxLatencyMs: null, costReferenceUsdPerHour: 0.2 };

  it.each([
    ['carbon', 0, 1],
    ['carbon', 100, 0.75],
    ['carbon', 400, 0],
    ['carbon', 500, 0],
    ['latency', 0, 1],
    ['latency', 100, 0.5],
    ['latency', 300, 0.25],
    ['cost', 0, 1],
    ['cost', 0.2, 0.5],
    ['cost', 0.6, 0.25],
  ] as const)('%s %d is worth %d', (criterion, value, utility) => {
    expect(utilityOf(criterion, value, scales)).toBeCloseTo(utility, 12);
  });

  it('measures latency against its limit when there is one, also a limit of nothing', () => {
    const limited = (maxLatencyMs: number, value: number) =>
      utilityOf('latency', value, { ...scales, maxLatencyMs });
    expect(limited(200, 50)).toBe(0.75);
    expect(limited(0, 0)).toBe(1);
    expect(limited(0, 1)).toBe(0);
  });
});
