import { backtest } from './backtest';
import type { ForecastModel } from './forecast-model';
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
});
