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
import { ForecastSupply } from '../read-forecast/forecast-supply';
import { FindWindowUseCase } from './find-window.use-case';

describe('FindWindowUseCase', () => {
  let clock: FakeClock;
  let history: FakeHistory;
  let store: FakeForecastStore;
  let snapshot: FakeSnapshot;
  let useCase: FindWindowUseCase;

  beforeEach(() => {
    clock = new FakeClock(NOON_MS + 30 * 60_000);
    history = new FakeHistory();
    store = new FakeForecastStore();
    snapshot = new FakeSnapshot();
    snapshot.currents.set(seriesId(DE), currentOf(DE, NOON_MS - HOUR_MS));
    const issueForecast = issueWithoutModels(history, store, snapshot, clock);
    useCase = new FindWindowUseCase(new ForecastSupply(store, issueForecast, snapshot, clock), clock);
  });

  const find = (durationHours: number, lookAheadHours: number, region = 'DE') =>
    useCase.find({ region, durationHours, lookAheadHours, basis: 'lifecycle' });
  const problemOf = (answer: Promise<unknown>) =>
    answer.then(
      () => null,
      (error: unknown) => (error instanceof ProblemError ? error.problem : error),
    );

  it('weighs partial hours, and compares with a start right now', async () => {
    await store.save(issuedForecast(NOON_MS, { values: [400, 300, 100, 200, 500] }));
    expect(await find(1.5, 4.5)).toEqual({
      region: 'DE',
      zone: 'DE',
      signal: 'average',
      basis: 'lifecycle',
      source: 'entsoe',
      quality: 'forecast',
      issuedAt: '2021-11-15T12:00:00.000Z',
      ageSeconds: 1800,
      model: 'profile-7d@1',
      startTime: '2021-11-15T14:00:00.000Z',
      endTime: '2021-11-15T15:30:00.000Z',
      avgCarbonIntensity: 133.33,
      immediateCarbonIntensity: 333.33,
      savings: 60,
      savingsReason: null,
      durationHours: 1.5,
      lookAheadHours: 4.5,
    });
  });

  it('gives no percentage where starting now emits nothing', async () => {
    await store.save(issuedForecast(NOON_MS, { values: [0, 0, 5] }));
    const answer = await find(1, 2);
    expect(answer).toMatchObject({ savings: null, startTime: '2021-11-15T12:30:00.000Z' });
    expect(answer.savingsReason).toMatch(/0 gCO2eq/);
  });

  it('issues a forecast when none is stored', async () => {
    expect(await find(4, 48)).toMatchObject({ model: 'profile-7d@1', startTime: '2021-11-16T04:00:00.000Z' });
  });

  it('refuses a window longer than the look-ahead, and a look-ahead beyond the forecast', async () => {
    expect(await problemOf(find(5, 4))).toMatchObject({ status: 422, code: 'WINDOW_EXCEEDS_LOOK_AHEAD' });
    expect(await problemOf(find(5, 98))).toMatchObject({
      status: 422,
      code: 'FORECAST_TOO_SHORT',
      extensions: { zone: 'DE', reachesHours: 97.5 },
    });
  });

  it('reaches the longest look-ahead at the end of an hour, also with the forecast of the hour before', async () => {
    await find(5, 96);
    clock.atMs = NOON_MS + 2 * HOUR_MS - 1;
    history.fault = new Error('ingestion is away');
    expect((await find(5, 96)).lookAheadHours).toBe(96);
  });

  it('refuses a region nobody knows', async () => {
    expect(await problemOf(find(1, 2, 'Atlantis'))).toMatchObject({ status: 400, code: 'UNKNOWN_REGION' });
  });
});
