import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import {
  FakeClock,
  FakeForecastStore,
  FakeSnapshot,
  NOON_MS,
  issuedForecast,
} from '../../forecasting.fixture';
import { RestoreSnapshotUseCase } from './restore-snapshot.use-case';

describe('RestoreSnapshotUseCase', () => {
  it('publishes the newest forecast of each series that still reaches beyond now', async () => {
    const store = new FakeForecastStore();
    await store.save(issuedForecast(NOON_MS - 2 * HOUR_MS));
    await store.save(issuedForecast(NOON_MS - HOUR_MS));
    await store.save(issuedForecast(NOON_MS + HOUR_MS)); // of another run, whose clock was ahead
    await store.save(issuedForecast(NOON_MS - 5 * DAY_MS, { zone: 'FR' }));
    await store.save(issuedForecast(NOON_MS - 2 * HOUR_MS, { zone: 'NL', values: [1, 2] }));
    const snapshot = new FakeSnapshot();
    expect(await new RestoreSnapshotUseCase(store, snapshot, new FakeClock()).restore()).toBe(1);
    expect([...snapshot.forecasts.keys()]).toEqual(['DE|average|lifecycle']);
    expect(snapshot.forecast('DE|average|lifecycle')?.issuedAt).toBe('2021-11-15T11:00:00.000Z');
  });
});
