import { leadScale } from './lead-scale';

describe('leadScale', () => {
  it('is the mean absolute residual of a lead and its three neighbours on both sides', () => {
    const leads = Int16Array.from({ length: 20 }, (_, lead) => lead);
    const residuals = Float64Array.from(leads, (lead) => (lead % 2 === 0 ? lead : -lead));
    const scale = leadScale(residuals, leads, 20);
    expect(scale[10]).toBeCloseTo(10, 12);
    expect(scale[0]).toBeCloseTo((0 + 1 + 2 + 3) / 4, 12);
    expect(scale[19]).toBeCloseTo((16 + 17 + 18 + 19) / 4, 12);
  });

  it('goes on with the last one where no row tells, and is never 0', () => {
    const scale = leadScale(Float64Array.of(-2, 4), Int16Array.of(0, 1), 12);
    expect([scale[4], scale[5], scale[11]]).toEqual([4, 4, 4]);
    expect(leadScale(new Float64Array(3), Int16Array.of(0, 1, 2), 3).every((value) => value > 0)).toBe(true);
  });
});
