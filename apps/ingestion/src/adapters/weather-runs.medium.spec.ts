import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { openSchema } from '@ecobe/persistence';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { CreateObservations1763900000000 } from './migrations/create-observations.migration';
import { INGESTION_SCHEMA, openObservationStore } from './open-observation-store';
import { WeatherRetentionRepository } from './weather-retention.repository';

const DAY = Date.UTC(2026, 0, 10);

/** A run of one hour. */
function run(source: string, issuedAtMs: number, zone = 'DE') {
  const unknown = [null];
  const hours = { windSpeedMs: [1], temperatureK: unknown, dewpointK: unknown };
  const rest = { shortwaveRadiationWPerM2: unknown, precipitationMm: unknown };
  return {
    zone,
    source,
    issuedAtMs,
    knownAtMs: issuedAtMs,
    startMs: issuedAtMs,
    hours: { ...hours, ...rest },
  };
}

describe('weather runs in PostgreSQL', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it('takes over what the release before had stored by the hour', async () => {
    const old = await openSchema(
      { schema: 'ingestion', migrations: [CreateObservations1763900000000] },
      database.url,
    );
    const hour = (
      source: string,
      validAt: string,
      issuedAt: string,
      wind: number | null,
      knownAt = issuedAt,
    ) =>
      old.query(
        `INSERT INTO ingestion.weather (zone, point, source, valid_at, issued_at, known_at, wind_speed_ms)
         VALUES ('DE', 'centre', $1, $2, $3, $4, $5)`,
        [source, validAt, issuedAt, knownAt, wind],
      );
    // an import had dated hour 00 to the day before
    await hour('gfs-history', '2021-11-15T00:00Z', '2021-11-14T00:00Z', 1);
    await hour('gfs-history', '2021-11-15T01:00Z', '2021-11-15T00:00Z', 2);
    await hour('gfs-history', '2021-11-15T03:00Z', '2021-11-15T00:00Z', 4);
    await hour('open-meteo', '2021-11-15T06:00Z', '2021-11-15T05:50Z', 6);
    await hour('open-meteo', '2021-11-15T07:00Z', '2021-11-15T05:50Z', null);
    await hour('open-meteo', '2021-11-15T06:00Z', '2021-11-15T11:50Z', 66);
    await old.destroy();

    const { gridHours, close } = await openObservationStore(database.url);
    const start = Date.UTC(2021, 10, 15);
    const span = { startMs: start, endMs: start + DAY_MS };
    const runs = await gridHours.weatherRuns('DE', span, span.endMs);
    await close();
    const shown = runs
      .sort((a, b) => a.issuedAtMs - b.issuedAtMs)
      .map(({ source, issuedAtMs, startMs, hours }) => [
        source,
        (issuedAtMs - start) / HOUR_MS,
        (startMs - start) / HOUR_MS,
        hours.windSpeedMs,
        hours.temperatureK.length,
      ]);
    expect(shown).toEqual([
      ['gfs-history', 0, 0, [1, 2, null, 4], 4],
      ['open-meteo', 5 + 50 / 60, 6, [6, null], 2],
      ['open-meteo', 11 + 50 / 60, 6, [66], 1],
    ]);
  });

  it('tells on which days of a span there is a run of a zone', async () => {
    const { writer, close } = await openObservationStore(database.url);
    await writer.recordWeather([
      ...[-1, 0, 5, 23, 24 + 6, 3 * 24, 4 * 24].map((hour) => run('open-meteo', DAY + hour * HOUR_MS)),
      run('open-meteo-previous-runs', DAY + 3 * DAY_MS),
      run('open-meteo', DAY + 2 * DAY_MS, 'FR'),
    ]);
    await close();
    const dataSource = await openSchema(INGESTION_SCHEMA, database.url);
    const days = await new WeatherRetentionRepository(dataSource).daysWithRuns('DE', {
      startMs: DAY,
      endMs: DAY + 4 * DAY_MS,
    });
    expect(days.map((dayMs) => (dayMs - DAY) / DAY_MS)).toEqual([0, 1, 3]);
    await dataSource.destroy();
  });

  it('lets go of the later runs of old days and of runs too old, and of no other', async () => {
    const { writer, close } = await openObservationStore(database.url);
    const at = (day: number, hour: number) => DAY + day * DAY_MS + hour * HOUR_MS;
    await writer.recordWeather([
      ...[0, 6, 18].map((hour) => run('open-meteo', at(0, hour))),
      run('open-meteo', at(0, 7), 'FR'),
      ...[5, 11].map((hour) => run('open-meteo', at(1, hour))),
      ...[0, 6].map((hour) => run('open-meteo', at(2, hour))),
      run('open-meteo-previous-runs', at(0, 0)),
      ...[0, 6].map((hour) => run('gfs-history', at(0, hour))),
    ]);
    await close();
    const dataSource = await openSchema(INGESTION_SCHEMA, database.url);
    const retention = new WeatherRetentionRepository(dataSource);
    const left = async () => {
      const rows: { zone: string; source: string; at: Date }[] = await dataSource.query(
        'SELECT zone, source, issued_at AS at FROM ingestion.weather_run ORDER BY source, zone, at',
      );
      return rows.map((row) => `${row.zone} ${row.source} ${(row.at.getTime() - DAY) / HOUR_MS}`);
    };
    const fetched = ['open-meteo', 'open-meteo-previous-runs'];
    expect(await retention.keepFirstOfDay(fetched, at(2, 0))).toBe(3);
    const imported = ['DE gfs-history 0', 'DE gfs-history 6'];
    expect(await left()).toEqual([
      ...imported,
      ...['DE open-meteo 0', 'DE open-meteo 29', 'DE open-meteo 48', 'DE open-meteo 54', 'FR open-meteo 7'],
      'DE open-meteo-previous-runs 0',
    ]);
    expect(await retention.dropRuns(fetched, at(2, 0))).toBe(4);
    expect(await left()).toEqual([...imported, 'DE open-meteo 48', 'DE open-meteo 54']);
    await dataSource.destroy();
  });
});
