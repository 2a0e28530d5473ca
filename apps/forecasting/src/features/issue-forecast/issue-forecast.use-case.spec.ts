import { DAY_MS, HOUR_MS, seriesId, toIso } from '@ecobe/carbon';
import {
  DE,
  FakeClock,
  FakeForecastStore,
  FakeHistory,
  FakeSnapshot,
  NOON_MS,
  currentOf,
  swing,
} from '../../forecasting.fixture';
import { issueWithoutModels } from '../../training.fixture';
import type { IssueForecastUseCase } from './issue-forecast.use-case';

describe('IssueForecastUseCase', () => {
  let clock: FakeClock;
  let history: FakeHistory;
  let store: FakeForecastStore;
  let snapshot: FakeSnapshot;
  let useCase: IssueForecastUseCase;

  beforeEach(() => {
    clock = new FakeClock();
    history = new FakeHistory();
    store = new FakeForecastStore();
    snapshot = new FakeSnapshot();
    useCase = issueWithoutModels(history, store, snapshot, clock);
  });

  const issuedNow = async () => {
    const outcome = await useCase.issue(DE);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    return outcome;
  };

  it('issues from the running hour on, stores it and publishes it', async () => {
    clock.atMs = NOON_MS + 5 * 60_000;
    const { kind, forecast } = await issuedNow();
    expect(kind).toBe('issued');
    expect(forecast).toMatchObject({
      ...DE,
      issuedAtMs: clock.atMs,
      startMs: NOON_MS,
      lastObservedAtMs: NOON_MS - HOUR_MS,
      model: 'profile-7d@1',
      quality: 'forecast',
      source: 'entsoe',
      knownHours: 672,
    });
    expect(forecast.values).toHaveLength(98);
    forecast.values.forEach((value, i) => expect(value).toBeCloseTo(swing(NOON_MS + i * HOUR_MS), 1));
    expect(forecast.naive).toHaveLength(24);
    forecast.naive.forEach((value, i) => expect(value).toBeCloseTo(swing(NOON_MS + i * HOUR_MS), 1));
    expect(store.rows).toEqual([forecast]);
    expect(snapshot.forecast(seriesId(DE))).toMatchObject({
      issuedAt: toIso(clock.atMs),
      startAt: '2021-11-15T12:00:00.000Z',
      values: forecast.values,
    });
  });

  it('does not read the running hour, nor any later one', async () => {
    const clean = await issuedNow();
    store.rows.length = 0;
    history.untilMs = Infinity;
    history.extraHours = 48;
    history.valueAt = (atMs) => (atMs >= NOON_MS ? 1_999 : swing(atMs));
    expect(await issuedNow()).toEqual(clean);
  });

  it('marks a forecast from simulated history as simulated', async () => {
    history.quality = 'simulated';
    expect((await issuedNow()).forecast.quality).toBe('simulated');
    expect(snapshot.forecast(seriesId(DE))?.quality).toBe('simulated');
  });

  it('is asked for many times in an hour and issues once, mostly without asking ingestion', async () => {
    await snapshot.putCurrent([currentOf(DE, NOON_MS - HOUR_MS)]);
    await issuedNow();
    clock.atMs += 50 * 60_000;
    await snapshot.putCurrent([currentOf(DE, NOON_MS + 45 * 60_000)]);
    expect((await issuedNow()).kind).toBe('kept');
    expect(store.rows).toHaveLength(1);
    expect(history.reads).toBe(1);
  });

  it('issues again when a newer hour is known, another source speaks, or the next hour begins', async () => {
    history.untilMs = NOON_MS - 3 * HOUR_MS;
    await snapshot.putCurrent([currentOf(DE, history.untilMs)]);
    await issuedNow();
    history.untilMs = NOON_MS - HOUR_MS;
    await snapshot.putCurrent([currentOf(DE, history.untilMs)]);
    clock.atMs += 1_000;
    expect((await issuedNow()).kind).toBe('issued');
    history.source = 'energy-charts';
    await snapshot.putCurrent([currentOf(DE, history.untilMs, 'energy-charts')]);
    clock.atMs += 1_000;
    expect((await issuedNow()).forecast.source).toBe('energy-charts');
    clock.atMs = NOON_MS + HOUR_MS;
    expect((await issuedNow()).forecast.startMs).toBe(NOON_MS + HOUR_MS);
    expect(store.rows).toHaveLength(4);
  });

  it('issues again when a backfill brought a day more, and not for an hour', async () => {
    history.sinceMs = NOON_MS - 3 * DAY_MS;
    await snapshot.putCurrent([currentOf(DE, NOON_MS - HOUR_MS)]);
    expect((await issuedNow()).forecast.knownHours).toBe(72);
    clock.atMs += 1_000;
    history.sinceMs -= HOUR_MS;
    expect((await issuedNow()).kind).toBe('kept');
    history.sinceMs = 0;
    expect(await issuedNow()).toMatchObject({ kind: 'issued', forecast: { knownHours: 672 } });
  });

  it('shares one issue among those who ask at once', async () => {
    const [first, second] = await Promise.all([useCase.issue(DE), useCase.issue(DE)]);
    expect(first).toBe(second);
    expect(history.reads).toBe(1);
  });

  it('refuses three hours of history with their number, and stores nothing', async () => {
    history.sinceMs = NOON_MS - 3 * HOUR_MS;
    expect(await useCase.issue(DE)).toEqual({
      kind: 'refused',
      knownHours: 3,
      reason: '3 known hours of history, at least 24 are needed',
    });
    history.untilMs = 0;
    expect(await useCase.issue(DE)).toMatchObject({ kind: 'refused', knownHours: 0 });
    expect(store.rows).toEqual([]);
    expect(snapshot.forecasts.size).toBe(0);
  });

  it('publishes later what could not be published at once', async () => {
    snapshot.fault = new Error('Redis is away');
    await expect(useCase.issue(DE)).rejects.toThrow('Redis is away');
    snapshot.fault = null;
    expect((await issuedNow()).kind).toBe('kept');
    expect(snapshot.forecast(seriesId(DE))).toBeDefined();
  });
});
