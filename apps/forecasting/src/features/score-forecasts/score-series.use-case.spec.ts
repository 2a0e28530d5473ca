import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import {
  DE,
  FakeClock,
  FakeForecastStore,
  FakeHistory,
  issuedForecast,
  swing,
} from '../../forecasting.fixture';
import { FakeScoreStore } from '../../scoring.fixture';
import { ScoreManyUseCase } from './score-many.use-case';
import { ScoreSeriesUseCase } from './score-series.use-case';

const DAY = Date.UTC(2021, 10, 15);
const FR: SeriesKey = { ...DE, zone: 'FR' };

describe('scoring', () => {
  let clock: FakeClock;
  let history: FakeHistory;
  let forecasts: FakeForecastStore;
  let scores: FakeScoreStore;
  let scoreSeries: ScoreSeriesUseCase;

  beforeEach(async () => {
    clock = new FakeClock(DAY + 3 * HOUR_MS + 60_000);
    history = new FakeHistory();
    history.untilMs = Infinity;
    history.valueAt = () => 100;
    forecasts = new FakeForecastStore();
    scores = new FakeScoreStore(forecasts);
    scoreSeries = new ScoreSeriesUseCase(history, forecasts, scores, clock);
    await forecasts.save(issuedForecast(DAY));
  });

  const score = () => scoreSeries.score(DE, DAY - DAY_MS);
  const [hours, missing] = [
    () => scores.saved.flatMap(({ buckets }) => buckets).reduce((sum, one) => sum + one.sums.hourCount, 0),
    () => scores.saved.flatMap(({ buckets }) => buckets).reduce((sum, one) => sum + one.excluded.noTruth, 0),
  ];

  it('judges the hours that are over, by the truth of each day', async () => {
    expect(await score()).toBe(1);
    expect(scores.saved).toMatchObject([
      {
        ...{ key: DE, quality: 'measured', source: 'entsoe', forecastCount: 1 },
        truth: { dayMs: DAY, isSimulated: false, endedHours: 3 },
        // 100, 101 and 102 were said of 100; the naive said 90, 91 and 92.
        buckets: [{ sums: { hourCount: 3, absoluteErrorSum: 3, naiveAbsoluteErrorSum: 10 + 9 + 8 } }],
      },
    ]);
    expect(scores.saved[0]?.truth.values.slice(2, 5)).toEqual([100, null, null]);
  });

  it('reads nothing of a series that was never forecast', async () => {
    expect(await scoreSeries.score(FR, DAY - 8 * DAY_MS)).toBe(0);
    expect(history.reads).toBe(0);
  });

  it('does not score again what has not changed', async () => {
    await score();
    const readsOnce = history.reads;
    expect(await score()).toBe(0);
    expect(history.reads).toBe(readsOnce + 1);
  });

  it('scores again when an hour is over, a truth is revised, or a forecast was stored late', async () => {
    await score();
    clock.atMs += HOUR_MS;
    expect([await score(), hours()]).toEqual([1, 4]);
    history.valueAt = (atMs) => (atMs === DAY ? 50 : 100);
    expect([await score(), hours()]).toEqual([1, 4]);
    expect(scores.saved[0]?.buckets[0]?.sums.absoluteErrorSum).toBe(50 + 1 + 2 + 3);
    await forecasts.save(issuedForecast(DAY + HOUR_MS));
    expect([await score(), hours()]).toEqual([1, 4 + 3]);
  });

  it('follows a forecast into the days it reaches', async () => {
    clock.atMs = DAY + 4 * DAY_MS;
    expect(await score()).toBe(4);
    expect(hours()).toBe(96);
    expect(scores.saved.map(({ truth }) => (truth.dayMs - DAY) / DAY_MS).sort()).toEqual([0, 1, 2, 3]);
  });

  it('counts hours of which nobody tells the truth, and those of a series that is lost', async () => {
    history.untilMs = DAY + HOUR_MS;
    await score();
    expect([hours(), missing()]).toEqual([2, 1]);
    clock.atMs += HOUR_MS;
    history.fault = new ProblemError({ status: 404, code: 'NO_OBSERVATIONS', title: 't', detail: 'd' });
    await score();
    // What was known when the series was lost stays known.
    expect([hours(), missing()]).toEqual([2, 2]);
    expect(scores.saved).toMatchObject([{ quality: 'measured', source: 'entsoe' }]);
  });

  it('waits for the truth of a series of which nothing is known at all', async () => {
    history.fault = new ProblemError({ status: 404, code: 'NO_OBSERVATIONS', title: 't', detail: 'd' });
    await score();
    expect([hours(), missing()]).toEqual([0, 3]);
    expect(scores.saved).toMatchObject([{ truth: { isSimulated: false }, quality: null, source: null }]);
  });

  it('keeps its hands off when ingestion is away', async () => {
    await score();
    history.fault = new ProblemError({ status: 503, code: 'SERVICE_UNAVAILABLE', title: 't', detail: 'd' });
    clock.atMs += HOUR_MS;
    await expect(score()).rejects.toThrow('d');
    expect(hours()).toBe(3);
  });

  it('keeps the scores of a simulated series when it becomes real, and judges none of its forecasts by that', async () => {
    forecasts.rows.splice(0, 1, issuedForecast(DAY, { quality: 'simulated', source: 'model' }));
    Object.assign(history, { quality: 'simulated', source: 'model' });
    await score();
    Object.assign(history, { quality: 'measured', source: 'entsoe', valueAt: swing });
    expect(await score()).toBe(1);
    expect(
      scores.saved.map(({ truth: { isSimulated }, buckets: [bucket] }) => [
        isSimulated,
        bucket?.sums.hourCount,
        bucket?.excluded.otherKind,
      ]),
    ).toEqual([
      [true, 3, 0],
      [false, 0, 3],
    ]);
  });

  it('leaves a day alone whose kind changes between two questions', async () => {
    const read = history.read.bind(history);
    history.read = (key, span) => {
      const answer = read(key, span);
      history.quality = 'simulated';
      return answer;
    };
    expect([await score(), scores.saved]).toEqual([0, []]);
  });

  describe('of many series', () => {
    const scoreMany = () => new ScoreManyUseCase(scoreSeries, scores, clock);

    it('takes every series with forecasts of the time, from its first one on', async () => {
      await forecasts.save(issuedForecast(DAY, { zone: 'FR' }));
      expect(await scoreMany().scoreAll(366)).toEqual({ series: 2, days: 2, failed: [] });
      clock.atMs = DAY + 20 * DAY_MS;
      expect(await scoreMany().scoreAll(8)).toEqual({ series: 0, days: 0, failed: [] });
      expect(await scoreMany().scoreAll(366)).toEqual({ series: 2, days: 8, failed: [] });
    });

    it('names what failed and goes on with the others', async () => {
      await forecasts.save(issuedForecast(DAY, { zone: 'FR' }));
      const read = history.read.bind(history);
      const away = new Error('away');
      history.read = (key, span) => (key.zone === 'DE' ? Promise.reject(away) : read(key, span));
      const ids = ['DE|average|lifecycle', 'FR|average|lifecycle', 'FR|average|lifecycle', 'nonsense'];
      const round = await scoreMany().scoreThese(ids, 8);
      expect(round).toMatchObject({
        series: 3,
        days: 1,
        failed: expect.arrayContaining([
          { seriesId: 'DE|average|lifecycle', error: away },
          { seriesId: 'nonsense', error: expect.any(RangeError) as unknown },
        ]) as unknown,
      });
    });
  });
});
