import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { DE, NOON_MS, issuedForecast } from '../forecasting.fixture';
import type { ForecastStore } from './forecast-store';

const EARLIER_MS = NOON_MS - HOUR_MS;

/** What every forecast store does; run against the fake and against PostgreSQL. */
export function forecastStoreConformance(makeStore: () => Promise<ForecastStore>): void {
  let store: ForecastStore;
  beforeEach(async () => {
    store = await makeStore();
  });

  it('gives back all that was issued', async () => {
    const reason = 'history too short';
    const skill = { ...issuedForecast(0).skill, mapePercent: null, reason };
    const forecast = issuedForecast(NOON_MS + 1234, {
      values: [0, 12.34, 1999.99],
      naive: Array.from({ length: 24 }, (_, slot) => (slot === 3 ? null : 100 + slot)),
      quality: 'simulated',
      modelId: 7,
      skipped: [{ model: 'blend@1', reason: 'no weather is known' }],
      skill,
    });
    await store.save(forecast);
    expect(await store.newest(DE, NOON_MS + 1234)).toEqual(forecast);
  });

  it('knows nothing of series that were never forecast', async () => {
    await store.save(issuedForecast(NOON_MS));
    expect(await store.newest({ ...DE, zone: 'FR' }, NOON_MS)).toBeNull();
    expect(await store.newest({ ...DE, basis: 'direct' }, NOON_MS)).toBeNull();
  });

  it('gives the newest that was issued by an instant', async () => {
    for (const issuedAtMs of [EARLIER_MS, NOON_MS]) await store.save(issuedForecast(issuedAtMs));
    expect((await store.newest(DE, NOON_MS))?.issuedAtMs).toBe(NOON_MS);
    expect((await store.newest(DE, NOON_MS - 1))?.issuedAtMs).toBe(EARLIER_MS);
    expect(await store.newest(DE, EARLIER_MS - 1)).toBeNull();
  });

  it('never changes what was issued', async () => {
    await store.save(issuedForecast(NOON_MS, { model: 'a@1' }));
    await store.save(issuedForecast(NOON_MS, { model: 'b@1' }));
    expect((await store.newest(DE, NOON_MS))?.model).toBe('a@1');
  });

  it('gives the newest of each series, across months and years', async () => {
    const newYear = Date.UTC(2022, 0, 1);
    for (const issuedAtMs of [newYear - 30 * DAY_MS, newYear - HOUR_MS, newYear]) {
      await store.save(issuedForecast(issuedAtMs));
    }
    await store.save(issuedForecast(newYear - HOUR_MS, { zone: 'FR' }));
    await store.save(issuedForecast(newYear - 5 * DAY_MS, { zone: 'NL' }));
    const newest = await store.newestOfEach(newYear - DAY_MS, newYear);
    expect(newest.map((row) => [row.zone, row.issuedAtMs])).toEqual([
      ['DE', newYear],
      ['FR', newYear - HOUR_MS],
    ]);
    const before = await store.newestOfEach(newYear - DAY_MS, newYear - 1);
    expect(before.map((row) => [row.zone, row.issuedAtMs])).toEqual([
      ['DE', newYear - HOUR_MS],
      ['FR', newYear - HOUR_MS],
    ]);
  });
}
