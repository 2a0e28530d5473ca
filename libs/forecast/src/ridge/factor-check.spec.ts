import { historyOf } from '../history.fixture';
import { factorMismatch } from './factor-check';

const HOURS = 200;
const source = (name: string, emissionFactorGPerKwh: number, mw: number) => ({
  source: name,
  emissionFactorGPerKwh,
  valuesMw: new Float64Array(HOURS).fill(mw),
});
const sources = [source('gas', 490, 300), source('wind', 11, 100)];
/** (300 x 490 + 100 x 11) / 400 */
const MIXED = 370.25;
const mismatch = (intensity: number, hours = HOURS) =>
  factorMismatch({ history: historyOf(HOURS, () => intensity), sources }, 0, hours);

describe('factorMismatch', () => {
  it('is none where generation times factors is the intensity, give or take 2 %', () => {
    expect(mismatch(MIXED)).toBeNull();
    expect(mismatch(MIXED / 1.019)).toBeNull();
  });

  it('tells by how much another basis misses', () => {
    expect(mismatch(MIXED / 1.1)).toBe(
      'generation times factors misses the intensity by 10.0 % in the median, more than 2 %',
    );
  });

  it('wants a week of hours with all sources', () => {
    expect(mismatch(MIXED, 167)).toBe('167 hours with all sources known, at least 168 are needed');
    expect(mismatch(MIXED, 168)).toBeNull();
  });

  it('does not count hours in which nothing was generated, or a source is unknown', () => {
    const idle = sources.map((each) => ({ ...each, valuesMw: each.valuesMw.map(() => 0) }));
    const gappy = sources.map((each, i) => ({
      ...each,
      valuesMw: each.valuesMw.map((mw, hour) => (i === 0 && hour >= 100 ? NaN : mw)),
    }));
    const history = historyOf(HOURS, () => MIXED);
    expect(factorMismatch({ history, sources: idle }, 0, HOURS)).toMatch(/^0 hours/);
    expect(factorMismatch({ history, sources: gappy }, 0, HOURS)).toMatch(/^100 hours/);
  });
});
