import type { AnchoredSpan } from './anchored-span';
import { withNewestError } from './newest-error';

const LEADS = 8;
/** Forecast from hour 3 on; hours up to 4 are known, hour 5 is the issue. */
const span: AnchoredSpan = { origin: 3, known: 5, issue: 5, hours: LEADS };
const logs = new Float64Array(LEADS).fill(5);
const truths = (hour3: number, hour4: number) => Float64Array.of(9, 9, 9, hour3, hour4);

describe('withNewestError', () => {
  it('repeats the worked example of docs/formulas/ridge-forecast.md', () => {
    // Errors -0.02 two hours ago and +0.04 in the last hour: (0.04 - 0.5 x 0.02) / 1.5 = 0.02.
    const moved = withNewestError(logs, truths(4.98, 5.04), span);
    expect(moved).toHaveLength(LEADS - 2);
    expect(moved[0]).toBeCloseTo(5 + 0.02 * 0.9, 12);
    expect(moved[1]).toBeCloseTo(5 + 0.02 * 0.81, 12);
    expect(moved[5]).toBeCloseTo(5 + 0.02 * 0.9 ** 6, 12);
  });

  it('fades from the newest known hour on, not from the issue on', () => {
    const late = { ...span, known: 4, issue: 6 };
    expect(withNewestError(logs, truths(5.1, NaN), late)[0]).toBeCloseTo(5 + 0.1 * 0.9 ** 3, 12);
  });

  it.each([
    ['up', 7, 5.15],
    ['down', 3, 4.85],
  ])('believes no more than 0.15 of an hour that is far %s', (_way, truth, carried) => {
    expect(withNewestError(logs, truths(truth, truth), span)[0]).toBeCloseTo(5 + (carried - 5) * 0.9, 12);
  });

  it.each([
    ['no hour after the anchor is known', truths(NaN, NaN), span],
    ['the issue is at the anchor', truths(6, 6), { ...span, known: 3, issue: 3 }],
  ])('changes nothing where %s', (_why, known, at) => {
    expect([...withNewestError(logs, known, at)]).toEqual([...logs.slice(at.issue - at.origin)]);
  });
});
