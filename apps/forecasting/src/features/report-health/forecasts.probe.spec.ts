import { HOUR_MS, seriesId } from '@ecobe/carbon';
import { DE, FakeClock, FakeSnapshot, NOON_MS, currentOf, issuedForecast } from '../../forecasting.fixture';
import { snapshotOf } from '../../ports/issued-forecast';
import { forecastsProbe } from './forecasts.probe';

describe('forecastsProbe', () => {
  it('is degraded while a series with a value has no fresh forecast, and names it', async () => {
    const snapshot = new FakeSnapshot();
    expect(forecastsProbe(snapshot, new FakeClock())).toEqual({
      status: 'ok',
      series: 0,
      withoutFreshForecast: 0,
    });
    await snapshot.putCurrent([currentOf(DE, NOON_MS), currentOf({ ...DE, zone: 'FR' }, NOON_MS)]);
    await snapshot.putForecasts([snapshotOf(issuedForecast(NOON_MS))]);
    expect(forecastsProbe(snapshot, new FakeClock())).toMatchObject({
      status: 'degraded',
      detail: expect.stringContaining(seriesId({ ...DE, zone: 'FR' })) as unknown,
      series: 2,
      withoutFreshForecast: 1,
    });
    await snapshot.putForecasts([snapshotOf(issuedForecast(NOON_MS, { zone: 'FR' }))]);
    expect(forecastsProbe(snapshot, new FakeClock(NOON_MS + 3 * HOUR_MS)).status).toBe('ok');
    expect(forecastsProbe(snapshot, new FakeClock(NOON_MS + 3 * HOUR_MS + 1)).status).toBe('degraded');
  });
});
