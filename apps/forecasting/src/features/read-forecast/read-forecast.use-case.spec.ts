import { HOUR_MS, seriesId } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import {
  DE,
  FakeClock,
  FakeForecastStore,
  FakeHistory,
  FakeSnapshot,
  NOON_MS,
  currentOf,
  issuedForecast,
} from '../../forecasting.fixture';
import { issueWithoutModels } from '../../training.fixture';
import { ForecastSupply } from './forecast-supply';
import { ReadForecastUseCase } from './read-forecast.use-case';

describe('ReadForecastUseCase', () => {
  let clock: FakeClock;
  let history: FakeHistory;
  let store: FakeForecastStore;
  let snapshot: FakeSnapshot;
  let useCase: ReadForecastUseCase;

  beforeEach(() => {
    clock = new FakeClock();
    history = new FakeHistory();
    store = new FakeForecastStore();
    snapshot = new FakeSnapshot();
    snapshot.currents.set(seriesId(DE), currentOf(DE, NOON_MS - HOUR_MS));
    const issueForecast = issueWithoutModels(history, store, snapshot, clock);
    useCase = new ReadForecastUseCase(new ForecastSupply(store, issueForecast, snapshot, clock), clock);
  });

  const read = (region = 'DE', horizonHours = 48) =>
    useCase.read({ region, horizonHours, basis: 'lifecycle' });
  const problemOf = (answer: Promise<unknown>) =>
    answer.then(
      () => null,
      (error: unknown) => (error instanceof ProblemError ? error.problem : error),
    );

  it('answers from the stored forecast, from the running hour on', async () => {
    await store.save(issuedForecast(NOON_MS - 65 * 60_000));
    clock.atMs = NOON_MS + 10 * 60_000;
    const answer = await read('aws:eu-central-1', 3);
    expect(answer).toEqual({
      region: 'aws:eu-central-1',
      ...DE,
      source: 'entsoe',
      quality: 'forecast',
      issuedAt: '2021-11-15T10:55:00.000Z',
      ageSeconds: 75 * 60,
      model: 'profile-7d@1',
      horizonHours: 3,
      skill: {
        ...{ mapePercent: 12.34, seasonalNaiveMapePercent: 18.5, leadHours: 24, originCount: 21 },
        ...{ hourCount: 504, zeroHourCount: 0, reason: null },
        ...{ from: '2021-10-25T12:00:00.000Z', until: '2021-11-15T12:00:00.000Z' },
      },
      skipped: [],
      // Hour 10:00 was the first of the forecast, 100; 12:00 is its third.
      points: [
        { validAt: '2021-11-15T12:00:00.000Z', carbonIntensity: 102, p10: 92, p90: 112 },
        { validAt: '2021-11-15T13:00:00.000Z', carbonIntensity: 103, p10: 93, p90: 113 },
        { validAt: '2021-11-15T14:00:00.000Z', carbonIntensity: 104, p10: 94, p90: 114 },
      ],
    });
    expect(history.reads).toBe(0);
  });

  it('tells which better models could not speak at the issue, and why', async () => {
    const skipped = [
      { model: 'blend@1+conformal@1', reason: 'it failed (no such column)' },
      { model: 'profile-7d@1', reason: '30 known hours of history, at least 48 are needed' },
    ];
    await store.save(issuedForecast(NOON_MS, { model: 'seasonal-naive-24h@1', skipped }));
    expect(await read()).toMatchObject({ model: 'seasonal-naive-24h@1', skipped });
  });

  it('issues one when none is stored, or when the stored one does not reach', async () => {
    expect((await read('DE', 1)).points).toHaveLength(1);
    expect(store.rows).toHaveLength(1);
    clock.atMs = NOON_MS + HOUR_MS;
    store.rows.splice(0, 1, issuedForecast(NOON_MS));
    const later = await read('DE', 96);
    expect(later.points.at(-1)?.validAt).toBe('2021-11-19T12:00:00.000Z');
    expect(store.rows).toHaveLength(2);
    await read('DE', 96);
    await read('DE', 1);
    expect(store.rows).toHaveLength(2);
  });

  it('renews a forecast that the rounds forgot, and serves it with its age while that is impossible', async () => {
    await store.save(issuedForecast(NOON_MS - 5 * HOUR_MS));
    history.fault = new Error('ingestion is away');
    expect(await read()).toMatchObject({ ageSeconds: 5 * 3600 });
    history.fault = null;
    expect(await read()).toMatchObject({ ageSeconds: 0 });
  });

  it('passes on why ingestion is away when nothing stored serves', async () => {
    const away = new ProblemError({ status: 503, code: 'SERVICE_UNAVAILABLE', title: 't', detail: 'd' });
    history.fault = away;
    expect(await problemOf(read())).toEqual(away.problem);
    await store.save(issuedForecast(NOON_MS - 72 * HOUR_MS));
    expect(await problemOf(read())).toEqual(away.problem);
    expect((await read('DE', 24)).ageSeconds).toBe(72 * 3600);
  });

  it('never serves a simulated forecast for a series that is real now, nor a real one for a simulated', async () => {
    await store.save(issuedForecast(NOON_MS - 60_000, { quality: 'simulated', source: 'model' }));
    history.sinceMs = NOON_MS - HOUR_MS;
    const refused = {
      status: 503,
      code: 'FORECAST_UNAVAILABLE',
      detail: 'Zone DE cannot be forecast yet: 1 known hours of history, at least 24 are needed.',
    };
    expect(await problemOf(read())).toMatchObject(refused);
    history.sinceMs = NOON_MS - 24 * HOUR_MS;
    expect(await read()).toMatchObject({ quality: 'forecast', source: 'entsoe' });
    Object.assign(history, { quality: 'simulated', source: 'model', sinceMs: NOON_MS - HOUR_MS });
    snapshot.currents.set(seriesId(DE), { ...currentOf(DE, NOON_MS, 'model'), quality: 'simulated' });
    expect(await problemOf(read())).toMatchObject(refused);
  });

  it('serves no stored forecast of a series that is gone', async () => {
    await store.save(issuedForecast(NOON_MS));
    const gone = new ProblemError({ status: 404, code: 'NO_OBSERVATIONS', title: 't', detail: 'd' });
    history.fault = gone;
    await snapshot.replaceCurrent([]);
    expect(await problemOf(read())).toEqual(gone.problem);
    await snapshot.putCurrent([currentOf(DE, NOON_MS)]);
    expect(await read()).toMatchObject({ ageSeconds: 0 });
    clock.atMs = NOON_MS + 3 * HOUR_MS;
    expect(await problemOf(read())).toEqual(gone.problem);
  });

  it('refuses a horizon that an old forecast does not reach when the history has dried up', async () => {
    await store.save(issuedForecast(NOON_MS - 72 * HOUR_MS));
    history.untilMs = NOON_MS - 72 * HOUR_MS;
    expect(await problemOf(read('DE', 48))).toMatchObject({
      status: 422,
      code: 'FORECAST_TOO_SHORT',
      extensions: { zone: 'DE', reachesHours: 24 },
    });
  });

  it('invents no band where a forecast has none', async () => {
    await store.save(issuedForecast(NOON_MS, { p10: [90] }));
    expect((await read('DE', 1)).points).toHaveLength(1);
    await expect(read('DE', 2)).rejects.toThrow('no p10 of 2021-11-15T13:00:00.000Z');
  });

  it('refuses a region nobody knows with the nearest names', async () => {
    const problem = await problemOf(read('aws:eu-centrl-1'));
    expect(problem).toMatchObject({
      status: 400,
      code: 'UNKNOWN_REGION',
      errors: [{ pointer: '{zone}' }],
      extensions: { didYouMean: expect.arrayContaining(['aws:eu-central-1']) as unknown },
    });
  });

  it('names the zone that has no data, or too few', async () => {
    history.untilMs = 0;
    expect(await problemOf(read())).toMatchObject({
      status: 404,
      code: 'NO_OBSERVATIONS',
      detail: expect.stringContaining('Zone DE') as unknown,
    });
    history.untilMs = NOON_MS - HOUR_MS;
    history.sinceMs = NOON_MS - 3 * HOUR_MS;
    expect(await problemOf(read())).toMatchObject({
      status: 503,
      code: 'FORECAST_UNAVAILABLE',
      detail: 'Zone DE cannot be forecast yet: 3 known hours of history, at least 24 are needed.',
    });
  });
});
