import { fromLogScale, toLogScale } from '../rolling-errors';
import { meanLogs } from './mean-logs';

const says = (...intensities: number[]) => ({ answer: toLogScale(Float64Array.from(intensities)) });
const refuses = (reason: string) => ({ answer: { kind: 'refused', reason } as const });
const intensitiesOf = (answers: Parameters<typeof meanLogs>[0]) => {
  const logs = meanLogs(answers);
  if ('kind' in logs) throw new Error(logs.reason);
  return [...logs].map((log) => Number(fromLogScale(log).toFixed(6)));
};

describe('meanLogs', () => {
  it('repeats the worked example of docs/formulas/forecast-blend.md', () => {
    // Regressions 199 and 287, trees lower their mean 239 by a tenth: sqrt(288 x 216) - 1.
    const mean = intensitiesOf([says(199), says(287)]);
    expect(mean).toEqual([239]);
    const boosted = 240 * 0.9 - 1;
    expect(intensitiesOf([says(287), says(boosted)])[0]).toBeCloseTo(248.415, 3);
  });

  it('is the geometric mean, hour by hour, and lies at the real zeros of a carbon-free hour', () => {
    expect(intensitiesOf([says(99, 0, 7), says(24, 0, 0)])).toEqual([49, 0, 1.828427]);
  });

  it('is what the others say where one refuses', () => {
    expect(intensitiesOf([refuses('weather missing'), says(120, 130)])).toEqual([120, 130]);
  });

  it('refuses for the reason of the first where nobody speaks', () => {
    expect(meanLogs([refuses('weather missing'), refuses('no history')])).toEqual({
      kind: 'refused',
      reason: 'weather missing',
    });
  });
});
