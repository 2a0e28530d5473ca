import { DAY_MS, HOUR_MS, seriesId } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { ForecastAccuracyAnswer } from '@ecobe/contracts';
import {
  DE,
  FakeClock,
  FakeForecastStore,
  FakeHistory,
  FakeSnapshot,
  currentOf,
  issuedForecast,
} from '../../forecasting.fixture';
import type { IssuedForecast } from '../../ports/issued-forecast';
import { FakeScoreStore } from '../../scoring.fixture';
import { ScoreSeriesUseCase } from '../score-forecasts/score-series.use-case';
import { ReadAccuracyUseCase } from './read-accuracy.use-case';

const DAY = Date.UTC(2021, 10, 15);
const NULLS = {
  ...{ hourCount: 0, zeroHourCount: 0, mapePercent: null, seasonalNaiveMapePercent: null, skill: null },
  ...{ maeGPerKwh: null, seasonalNaiveMaeGPerKwh: null, coveragePercent: null, pinballGPerKwh: null },
  reason: 'no forecast hour could be judged',
};

describe('ReadAccuracyUseCase', () => {
  let clock: FakeClock;
  let history: FakeHistory;
  let forecasts: FakeForecastStore;
  let snapshot: FakeSnapshot;
  let scores: FakeScoreStore;
  let readAccuracy: ReadAccuracyUseCase;

  beforeEach(async () => {
    clock = new FakeClock(DAY + 12 * HOUR_MS + 60_000);
    history = new FakeHistory();
    Object.assign(history, { untilMs: Infinity, valueAt: () => 200 });
    forecasts = new FakeForecastStore();
    scores = new FakeScoreStore(forecasts);
    snapshot = new FakeSnapshot();
    await snapshot.putCurrent([currentOf(DE, DAY)]);
    readAccuracy = new ReadAccuracyUseCase(scores, forecasts, snapshot, clock);
  });

  /** 220 was said of every hour, between 190 and 230, and 240 by the naive. */
  const issue = (issuedAtMs: number, changes: Partial<IssuedForecast> = {}) => {
    const hours = (value: number) => Array<number>(98).fill(value);
    const curves = { values: hours(220), p10: hours(190), p90: hours(230), naive: hours(240).slice(0, 24) };
    return forecasts.save(issuedForecast(issuedAtMs, { ...curves, ...changes }));
  };
  const score = () => new ScoreSeriesUseCase(history, forecasts, scores, clock).score(DE, DAY - 9 * DAY_MS);
  const read = (days = 30, region = 'DE'): Promise<ForecastAccuracyAnswer> =>
    readAccuracy.read({ region, days, basis: 'lifecycle' });

  it('tells what became of what was issued, by lead, beside the seasonal naive', async () => {
    await issue(DAY - 20 * HOUR_MS);
    await score();
    const answer = await read(30, 'aws:eu-central-1');
    const figures = {
      ...{ zeroHourCount: 0, mapePercent: 10, seasonalNaiveMapePercent: 20, skill: 0.5, maeGPerKwh: 20 },
      // Quantile losses: 0.1 x 10, 0.5 x 20 and 0.1 x 30.
      ...{ seasonalNaiveMaeGPerKwh: 40, coveragePercent: 100, pinballGPerKwh: 4.67, reason: null },
    };
    expect(answer).toEqual({
      ...{ region: 'aws:eu-central-1', ...DE, source: 'entsoe', quality: 'measured' },
      period: { start: '2021-10-16T00:00:00.000Z', end: '2021-11-15T12:00:00.000Z', days: 30 },
      method: 'forecasts that were issued, the first of each hour, against the newest known truth',
      overall: { fromLeadHours: 0, toLeadHours: 96, hourCount: 32, ...figures },
      firstHours: { fromLeadHours: 0, toLeadHours: 6, hourCount: 6, ...figures },
      buckets: [
        { fromLeadHours: 0, toLeadHours: 24, hourCount: 24, ...figures },
        { fromLeadHours: 24, toLeadHours: 48, hourCount: 8, ...figures },
        { fromLeadHours: 48, toLeadHours: 72, ...NULLS },
        { fromLeadHours: 72, toLeadHours: 96, ...NULLS },
      ],
      models: [{ model: 'profile-7d@1', hourCount: 32, ...figures }],
      excluded: [],
      reason: null,
    });
  });

  it('tells the models apart, and what was left out with its reason', async () => {
    await issue(DAY, { model: 'b@1' });
    await issue(DAY + 1, { model: 'b@1' });
    await issue(DAY + HOUR_MS, { model: 'a@1', naive: [] });
    await issue(DAY + 2 * HOUR_MS, { quality: 'simulated' });
    history.valueAt = (atMs) => (atMs === DAY ? null : 200);
    await score();
    const { models, excluded, overall } = await read();
    expect(models.map(({ model, hourCount }) => [model, hourCount])).toEqual([
      ['a@1', 0],
      ['b@1', 11],
      ['profile-7d@1', 0],
    ]);
    expect(excluded.map(({ code, hourCount }) => [code, hourCount])).toEqual([
      ['NO_TRUTH', 1],
      ['NO_BASELINE', 11],
      ['OTHER_KIND', 10],
      ['REPEATED', 12],
    ]);
    expect(overall.hourCount).toBe(11);
  });

  it('judges the days that were asked for, the running one included', async () => {
    await issue(DAY - 5 * DAY_MS);
    await issue(DAY);
    await score();
    expect((await read(1)).overall.hourCount).toBe(12 + 0 * 24);
    expect((await read(2)).overall.hourCount).toBe(12 + 24);
    expect((await read(365)).overall.hourCount).toBe(12 + 96);
  });

  it('has no percentages of hours without carbon, and says why', async () => {
    history.valueAt = () => 0;
    await issue(DAY);
    await score();
    expect((await read()).overall).toMatchObject({
      ...{ hourCount: 12, zeroHourCount: 12, mapePercent: null, skill: null, maeGPerKwh: 220 },
      reason: 'every judged hour is 0 gCO2eq/kWh',
    });
  });

  it('has no skill beside a faultless baseline, and says why', async () => {
    await issue(DAY, { naive: Array<number>(24).fill(200) });
    await score();
    expect((await read()).overall).toMatchObject({
      ...{ mapePercent: 10, seasonalNaiveMapePercent: 0, skill: null },
      reason: 'the seasonal naive made no error, so nothing can be compared with it',
    });
  });

  it('invents nothing for a series that was never forecast', async () => {
    const answer = await read();
    expect(answer).toMatchObject({
      ...{ source: null, quality: null, models: [], excluded: [] },
      overall: { fromLeadHours: 0, toLeadHours: 96, ...NULLS },
      reason: 'no forecast of zone DE (lifecycle) was issued for an hour of the period that is over',
    });
    await snapshot.replaceCurrent([]);
    expect(await read()).toEqual(answer);
  });

  it('says when forecasts wait for their truth', async () => {
    history.untilMs = DAY - HOUR_MS;
    await issue(DAY);
    await score();
    expect(await read()).toMatchObject({
      ...{ source: null, quality: null, excluded: [{ code: 'NO_TRUTH', hourCount: 12 }] },
      reason: 'forecasts of zone DE (lifecycle) were issued, but none of their hours could be judged yet',
    });
  });

  it('tells the kind that the series is of now, and of one that is gone the kind of its forecasts', async () => {
    await issue(DAY, { quality: 'simulated' });
    Object.assign(history, { quality: 'simulated', source: 'model' });
    await score();
    expect(await read()).toMatchObject({
      ...{ quality: null, reason: expect.stringMatching(/^no forecast/) as unknown },
    });
    snapshot.currents.set(seriesId(DE), { ...currentOf(DE, DAY), quality: 'simulated' });
    expect(await read()).toMatchObject({ quality: 'simulated', source: 'model', overall: { hourCount: 12 } });
    await snapshot.replaceCurrent([]);
    expect(await read()).toMatchObject({ quality: 'simulated', overall: { hourCount: 12 } });
  });

  it('refuses a region nobody knows', async () => {
    const refusal = await read(30, 'DEU').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect((refusal as ProblemError).problem).toMatchObject({ status: 400, code: 'UNKNOWN_REGION' });
  });
});
