import { DAY_MS } from '@ecobe/carbon';
import { START_MS, atHour, historyOf } from '../history.fixture';
import { backtest } from '../backtest';
import type { GridHistory } from '../grid-history';
import type { ModelFit } from '../model-trainer';
import { seasonalNaiveModel } from '../seasonal-naive.model';
import { calibrated } from './calibrated.trainer';
import { restlessGrid, weeklyMean } from './weekly-mean.fixture';

/** Enough for 30 held-out days, of which the last 15 are scored. */
const TRAINED_DAYS = 100;
const untilMs = atHour(TRAINED_DAYS * 24);
const trainer = calibrated(weeklyMean());
const restless = restlessGrid(TRAINED_DAYS + 40, 9, () => 1);

async function fitted(grid: GridHistory, until = untilMs, shares: number[] = []): Promise<ModelFit> {
  const fit = await trainer.train({ ...grid, untilMs: until, onProgress: (share) => shares.push(share) });
  if (fit.kind === 'refused') throw new Error(fit.reason);
  return fit;
}

const restlessShares: number[] = [];
let restlessFit: Promise<ModelFit> | undefined;
const fittedOnce = (): Promise<ModelFit> => (restlessFit ??= fitted(restless, untilMs, restlessShares));

describe('calibrated', () => {
  it('learns the same fit again, and nothing from hours after the end of the training', async () => {
    const fit = await fittedOnce();
    const poisons = [NaN, 0, 1e9];
    const values = restless.history.values.map((value, hour) =>
      hour < TRAINED_DAYS * 24 ? value : (poisons[hour % 3] ?? NaN),
    );
    expect(await fitted({ history: { startMs: START_MS, values } })).toEqual(fit);
  });

  it('reports its progress up to the end', async () => {
    await fittedOnce();
    expect(restlessShares).toEqual([0.4, 1]);
  });

  it('hands its fit on as plain data that says what it says', async () => {
    const fit = await fittedOnce();
    const request = {
      ...restless,
      issuedAtMs: untilMs + 5 * DAY_MS,
      horizonHours: 98,
      quantileLevels: [0.1, 0.9],
    };
    const prediction = trainer.open(fit).predict(request);
    expect(prediction.kind).toBe('predicted');
    expect(trainer.open(structuredClone(fit)).predict(request)).toEqual(prediction);
    expect(trainer.open(fit).name).toBe('weekly-mean@1+conformal@1');
  });

  it('learns a grid that is free of carbon, and gives it no percentage', async () => {
    const { metrics } = await fitted({ history: historyOf(60 * 24, () => 0) }, atHour(60 * 24));
    expect(metrics.model.days[0]).toMatchObject({ mapePercent: null, maeGPerKwh: 0, coverage80Percent: 100 });
  });

  it('tells the skill of the held-out days beside that of the plain models, as a backtest does', async () => {
    const { metrics, trainedFromMs, trainedUntilMs, trainer: by } = await fittedOnce();
    expect({ by, trainedFromMs, trainedUntilMs }).toEqual({
      by: 'weekly-mean@1+conformal@1',
      trainedFromMs: START_MS,
      trainedUntilMs: untilMs,
    });
    expect(metrics).toMatchObject({ fromMs: untilMs - 15 * DAY_MS, untilMs, originCount: 12 });
    expect(metrics.model.days.map((day) => day.hourCount)).toEqual([288, 288, 288, 288]);
    expect(metrics.baselines.map(({ model }) => model)).toEqual(['seasonal-naive-24h@1', 'profile-7d@1']);
    const naive = backtest([seasonalNaiveModel], {
      grid: restless,
      firstIssueMs: metrics.fromMs,
      endMs: untilMs,
      stepHours: 24,
      horizonHours: 96,
      leadBuckets: [{ fromLeadHours: 24, toLeadHours: 48 }],
      quantileLevels: [],
    });
    expect(metrics.baselines[0]?.days[1]?.mapePercent).toBe(naive.models[0]?.buckets[0]?.mapePercent);
    const coverage = metrics.model.days[0]?.coverage80Percent ?? NaN;
    expect(coverage).toBeGreaterThan(65);
    expect(coverage).toBeLessThan(95);
  });

  it('serves a short history, and refuses one that cannot be held out', async () => {
    const short = restlessGrid(60, 8, () => 1);
    const fit = await fitted(short, atHour(42 * 24));
    expect(fit.metrics.originCount).toBe(3);
    for (const [days, reason] of [
      [20, /^20 days of history, at least 40 /],
      [0, /^0 days of history/],
    ] as const) {
      const answer = await trainer.train({ ...short, untilMs: atHour(days * 24) });
      expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason) });
    }
  });

  it('opens no fit of another trainer', async () => {
    const fit = await fittedOnce();
    expect(() => trainer.open({ ...fit, trainer: 'ridge@2+conformal@1' })).toThrow(RangeError);
  });
});
