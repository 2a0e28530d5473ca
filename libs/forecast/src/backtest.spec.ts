import { backtest } from './backtest';
import type { ForecastModel } from './forecast-model';
import { syntheticGrid } from './grid.fixture';
import { atHour, historyOf } from './history.fixture';

const options = {
  stepHours: 24,
  horizonHours: 4,
  leadBuckets: [
    { fromLeadHours: 0, toLeadHours: 2 },
    { fromLeadHours: 2, toLeadHours: 4 },
  ],
  quantileLevels: [],
};

/** Says a constant with a band around it, and notes what it was shown. */
function constantModel(value: number, seen: number[] = [], refusesBeforeMs = 0): ForecastModel {
  return {
    name: `constant-${value}`,
    needs: { inputs: ['carbon-intensity-history'], minKnownHours: 0 },
    predict: ({ history, horizonHours, issuedAtMs }) => {
      seen.push(history.values.length);
      if (issuedAtMs < refusesBeforeMs) return { kind: 'refused', reason: 'too early' };
      const curve = (v: number) => new Float64Array(horizonHours).fill(v);
      const quantiles = [
        { level: 0.1, values: curve(value - 15) },
        { level: 0.9, values: curve(value + 15) },
      ];
      return { kind: 'predicted', values: curve(value), quantiles };
    },
  };
}

describe('backtest', () => {
  it('scores by lead, leaves unknown hours out, and zeros out of the percentage only', () => {
    // Issue at hour 24: truths 100, 80, 0, unknown.
    const truths = [100, 80, 0, null];
    const history = historyOf(28, (hour) => (hour < 24 ? 1 : (truths[hour - 24] ?? null)));
    const result = backtest([constantModel(90)], { ...options, grid: { history }, firstIssueMs: atHour(24) });
    expect(result).toMatchObject({ originCount: 1, refusedOriginCount: 0 });
    const [near, far] = result.models[0]?.buckets ?? [];
    expect(near).toMatchObject({
      fromLeadHours: 0,
      toLeadHours: 2,
      hourCount: 2,
      zeroHourCount: 0,
      maeGPerKwh: 10,
    });
    expect(near?.mapePercent).toBeCloseTo((10 + 12.5) / 2, 9);
    expect(near?.coverage80Percent).toBe(100);
    expect(far).toMatchObject({
      hourCount: 1,
      zeroHourCount: 1,
      mapePercent: null,
      maeGPerKwh: 90,
      coverage80Percent: 0,
    });
  });

  it('hands out only the hours before each origin, and scores all models on the same origins', () => {
    const seen: number[] = [];
    const history = historyOf(100, () => 100);
    const models = [constantModel(90, seen), constantModel(100, [], atHour(48))];
    const result = backtest(models, { ...options, grid: { history }, firstIssueMs: atHour(24) });
    expect(seen).toEqual([24, 48, 72, 96]);
    expect(result).toMatchObject({ originCount: 3, refusedOriginCount: 1 });
    expect(result.models.map((model) => model.buckets[0]?.hourCount)).toEqual([6, 6]);
    expect(result.models.map((model) => model.buckets[0]?.mapePercent)).toEqual([10, 0]);
  });

  it('hands out sources and weather as they were known, and nothing later', () => {
    const grid = syntheticGrid(10 * 24, 5, 4);
    const lengths: (number | undefined)[][] = [];
    const model: ForecastModel = {
      ...constantModel(300),
      predict: ({ history, sources, weather }) => {
        const ages = weather?.byAgeDays ?? [];
        const columns = [history.values, sources?.[0]?.valuesMw, ages[0]?.dewpointK, ages[1]?.dewpointK];
        lengths.push(columns.map((values) => values?.length));
        return { kind: 'refused', reason: 'looked only' };
      },
    };
    backtest([model], { ...options, grid, firstIssueMs: atHour(8 * 24) });
    expect(lengths).toEqual([
      [192, 192, 216, 240],
      [216, 216, 240, 264],
    ]);
  });

  it('ends with the last origin whose whole horizon lies before the end', () => {
    const grid = { history: historyOf(100, () => 100) };
    const originsUntil = (hour: number) =>
      backtest([constantModel(90)], { ...options, grid, firstIssueMs: atHour(24), endMs: atHour(hour) })
        .originCount;
    expect([27, 28, 75, 76, 99, 100, 500].map(originsUntil)).toEqual([0, 1, 2, 3, 3, 4, 4]);
  });

  it('tells how far it is', () => {
    const shares: number[] = [];
    const onProgress = (share: number) => shares.push(share);
    const grid = { history: historyOf(100, () => 100) };
    backtest([constantModel(90)], { ...options, grid, firstIssueMs: atHour(24), onProgress });
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });
});
