import { Client } from 'pg';
import { eventually, readCurrent, readHealth, routeGreen } from './support/grid-api';
import { LIED_ABOUT, LyingProvider, TRUE_INTENSITY, TRUE_ZONE } from './support/lying-provider.fixture';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

interface Stored {
  zone: string;
  source: string;
  value: number;
  validAt: Date;
}

describe('a provider that lies', () => {
  let provider: LyingProvider;
  let suite: TestSuite;
  let database: Client;

  /** Everything that was believed to be real. */
  const stored = async (): Promise<Stored[]> => {
    const { rows } = await database.query<Stored>(
      `SELECT series.zone, series.source, value.carbon_intensity_g_per_kwh AS value, value.valid_at AS "validAt"
       FROM ingestion.carbon_intensity value JOIN ingestion.series series ON series.id = value.series_id
       WHERE NOT series.is_simulated`,
    );
    return rows;
  };
  const current = async (zone: string) => (await readCurrent(suite.url, [zone])).values[0];
  const askedAbout = (zone: string) =>
    provider.server.asked.filter(({ query }) => query.get('zone') === zone).length;

  beforeAll(async () => {
    provider = await LyingProvider.start();
    suite = await startSuite({ env: provider.settings() });
    database = new Client({ connectionString: suite.databaseUrl });
    await database.connect();
  }, 90_000);
  afterAll(async () => {
    await database.end();
    await suite.stop();
    await provider.stop();
  }, 30_000);

  it('is believed where it tells the truth', async () => {
    const shown = await eventually(
      () => current(TRUE_ZONE),
      (value) => value?.quality === 'measured',
    );
    expect(shown).toMatchObject({
      zone: TRUE_ZONE,
      carbonIntensity: TRUE_INTENSITY,
      source: 'electricity-maps',
      quality: 'measured',
    });
  }, 60_000);

  it('is asked about every zone, and none of its lies is stored', async () => {
    await eventually(
      () => Promise.resolve(LIED_ABOUT.map(askedAbout)),
      (counts) => counts.every((count) => count > 0),
    );
    const rows = await stored();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toMatchObject({ zone: TRUE_ZONE, source: 'electricity-maps', value: TRUE_INTENSITY });
      expect(row.validAt.getTime()).toBeLessThanOrEqual(Date.now());
    }
  }, 60_000);

  it('leaves the lied about zones to the simulation, which says so', async () => {
    const { values } = await readCurrent(suite.url, LIED_ABOUT);
    expect(values.map(({ zone }) => zone).sort()).toEqual([...LIED_ABOUT].sort());
    for (const value of values) {
      expect(value).toMatchObject({ quality: 'simulated' });
      expect(value.carbonIntensity).toBeGreaterThan(0);
      expect(value.carbonIntensity).toBeLessThan(2000);
      expect(Date.parse(value.validAt)).toBeLessThanOrEqual(Date.now());
    }
  });

  it('does not decide: answers come from honest data and tell simulated from real', async () => {
    const answer = await routeGreen(suite.url, { preferredRegions: [TRUE_ZONE, ...LIED_ABOUT] });
    const all = [{ ...answer, region: answer.selectedRegion }, ...answer.alternatives];
    const excluded = answer.excluded.map(({ region }) => region);
    expect([...all.map(({ region }) => region), ...excluded].sort()).toEqual(
      [TRUE_ZONE, ...LIED_ABOUT].sort(),
    );
    for (const { region, quality } of all) {
      expect([region, quality]).toEqual([region, region === TRUE_ZONE ? 'measured' : 'simulated']);
    }
    expect(answer.warnings.map(({ code }) => code)).toContain('SIMULATED_AND_REAL_COMPARED');
  });

  it('shows in the health, which stays fit to serve', async () => {
    const { status, checks } = await eventually(
      () => readHealth(suite.url),
      (health) => health.checks['providers']?.sources?.['electricity-maps']?.status === 'degraded',
    );
    expect(status).toBe('degraded');
    const shown = checks['providers']?.sources?.['electricity-maps']?.rejected ?? {};
    expect(Object.keys(shown)).toEqual(
      expect.arrayContaining([
        'not-positive',
        'not-a-number',
        'other-zone',
        'in-the-future',
        'implausibly-high',
      ]),
    );
    expect((await fetch(`${suite.url}/health/ready`)).status).toBe(200);
  }, 60_000);

  it('does not replace the last good value, which is served with its age', async () => {
    const before = await current(TRUE_ZONE);
    const askedBefore = askedAbout(TRUE_ZONE);
    provider.lieAboutEverything();
    await eventually(
      () => Promise.resolve(askedAbout(TRUE_ZONE)),
      (count) => count >= askedBefore + 4,
    );
    const after = await current(TRUE_ZONE);
    expect(after).toMatchObject({
      carbonIntensity: TRUE_INTENSITY,
      validAt: before?.validAt,
      quality: 'measured',
    });
    expect(after?.ageSeconds).toBeGreaterThan(before?.ageSeconds ?? 0);
    const decision = await routeGreen(suite.url, { preferredRegions: [TRUE_ZONE] });
    expect(decision).toMatchObject({ carbonIntensity: TRUE_INTENSITY, validAt: before?.validAt });
    expect(new Set((await stored()).map(({ value }) => value))).toEqual(new Set([TRUE_INTENSITY]));
  }, 60_000);

  it('is not waited for where it hangs: that zone is simulated too', async () => {
    expect(provider.server.asked.some(({ path }) => path.startsWith('/intensity/'))).toBe(true);
    expect(await current('GB')).toMatchObject({ zone: 'GB', quality: 'simulated' });
  });

  it('is not told to others: no key in the log', () => {
    expect(suite.output()).not.toContain('key-of-the-spec');
  });
});
