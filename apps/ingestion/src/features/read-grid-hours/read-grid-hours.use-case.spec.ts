import { DAY_MS, HOUR_MS, toIso } from '@ecobe/carbon';
import type { GridHoursRequest } from '@ecobe/contracts';
import { SIMULATED_SOURCE } from '../../ports/source-preference';
import { FakeGridHours } from '../../ports/testing/fake-grid-hours.fixture';
import { FakeObservationStore, observation } from '../../ports/testing/fake-observation-store.fixture';
import { FakeClock } from '../../ports/testing/fakes.fixture';
import { ImportHistoryUseCase } from '../import-history/import-history.use-case';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { ReadGridHoursUseCase } from './read-grid-hours.use-case';

const NOON = Date.UTC(2021, 10, 15, 12);
const FILE = [
  'datetime_utc,carbon_intensity_lifecycle,carbon_intensity_direct,coal,nat_gas,wind,other,wx_wind_speed_ms,wx_temperature_k',
  '2021-11-15T09:00:00Z,421.66,374.53,100,200,300,100,2.5,280.15',
  '2021-11-15T10:00:00Z,11,0.1,0,0,300,,3.5,',
  '2021-11-15T11:00:00Z,490,370,,200,,,,',
  '2021-11-15T13:00:00Z,490,370,,200,,,9.5,290',
];

async function* linesOf(rows: string[]) {
  for (const [index, row] of rows.entries()) {
    yield await Promise.resolve({ line: index + 1, cells: row.split(',') });
  }
}

describe('read grid hours', () => {
  let store: FakeObservationStore;
  beforeEach(async () => {
    store = new FakeObservationStore();
    const lines = linesOf(FILE);
    await new ImportHistoryUseCase(store, new FakeClock(NOON + DAY_MS)).run({
      zone: 'DE',
      skipBadLines: false,
      lines,
    });
  });
  const read = (changes: Partial<GridHoursRequest> = {}, mode: SimulationMode = 'auto') =>
    new ReadGridHoursUseCase(store, new FakeGridHours(store), new FakeClock(NOON), mode).run({
      zone: 'DE',
      basis: 'lifecycle',
      start: toIso(NOON - 4 * HOUR_MS),
      end: toIso(NOON + 2 * HOUR_MS),
      ...changes,
    });

  it('gives each source its hours and factor, null where it tells nothing and nothing of what is still to come', async () => {
    const { sources, start } = await read();
    expect(start).toBe('2021-11-15T08:00:00.000Z');
    expect(sources).toEqual([
      { source: 'coal', emissionFactorGPerKwh: 820, valuesMw: [null, 100, 0, null, null, null] },
      { source: 'gas', emissionFactorGPerKwh: 490, valuesMw: [null, 200, 0, 200, null, null] },
      { source: 'wind', emissionFactorGPerKwh: 11, valuesMw: [null, 300, 300, null, null, null] },
      { source: 'other', emissionFactorGPerKwh: 700, valuesMw: [null, 100, null, null, null, null] },
    ]);
    const direct = (await read({ basis: 'direct' })).sources;
    expect(direct.map(({ emissionFactorGPerKwh }) => emissionFactorGPerKwh)).toEqual([760, 370, 0, 575]);
  });

  it('gives the weather of the day, also of hours ahead, for its run is of 00 UTC', async () => {
    const { weatherByAgeDays } = await read();
    expect(weatherByAgeDays).toHaveLength(5);
    expect(weatherByAgeDays[0]?.windSpeedMs).toEqual([null, 2.5, 3.5, null, null, 9.5]);
    expect(weatherByAgeDays[0]?.temperatureK).toEqual([null, 280.15, null, null, null, 290]);
    expect(weatherByAgeDays[1]?.windSpeedMs).toEqual(Array(6).fill(null));
  });

  it('is empty of a zone whose series is simulated or not known', async () => {
    const empty = { sources: [], weatherByAgeDays: [] };
    expect(await read({}, 'only')).toMatchObject(empty);
    expect(await read({ zone: 'FR' })).toMatchObject(empty);
    await store.record([
      observation(10, { zone: 'FR', source: SIMULATED_SOURCE, quality: 'simulated', basis: 'lifecycle' }),
    ]);
    expect(await read({ zone: 'FR' })).toMatchObject(empty);
  });

  it.each([
    ['an end before its start', { end: toIso(NOON - 5 * HOUR_MS) }, 'INVALID_INPUT'],
    ['half hours', { start: toIso(NOON - 0.5 * HOUR_MS) }, 'INVALID_INPUT'],
    ['no instant', { start: 'yesterday' }, 'INVALID_INPUT'],
    ['93 days', { start: toIso(NOON - 93 * DAY_MS), end: toIso(NOON) }, 'INVALID_INPUT'],
    ['no basis', { basis: 'both' as 'direct' }, 'INVALID_INPUT'],
    ['an unknown zone', { zone: 'DEU' }, 'UNKNOWN_REGION'],
    ['a cloud region', { zone: 'aws:eu-west-3' }, 'UNKNOWN_REGION'],
  ])('refuses %s', async (_, changes, code) => {
    await expect(read(changes)).rejects.toMatchObject({ problem: { status: 400, code } });
  });
});
