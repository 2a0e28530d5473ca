import { Client } from 'pg';
import { freePort } from './support/free-port';
import { eventually, readCurrent, readHealth, routeGreen } from './support/grid-api';
import { providerSettings } from './support/lying-provider.fixture';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

const REGIONS = ['FR', 'DE', 'GB', 'DK-DK1', 'US-CAL-CISO'];

/** An address at which nobody answers. */
const nowhere = async () => providerSettings(`http://127.0.0.1:${await freePort()}`);

describe('every provider down', () => {
  describe('where zones without data may be simulated', () => {
    let suite: TestSuite;

    beforeAll(async () => {
      suite = await startSuite({ env: await nowhere() });
    }, 90_000);
    afterAll(() => suite.stop(), 30_000);

    it('still answers, and every value says that it is simulated', async () => {
      const { values } = await readCurrent(suite.url, REGIONS);
      expect(values.map(({ region }) => region).sort()).toEqual([...REGIONS].sort());
      expect(new Set(values.map(({ quality }) => quality))).toEqual(new Set(['simulated']));
    });

    it('still decides, by carbon that says that it is simulated', async () => {
      const answer = await routeGreen(suite.url, { preferredRegions: REGIONS, maxCarbonGPerKwh: 2000 });
      expect(REGIONS).toContain(answer.selectedRegion);
      expect(new Set([answer, ...answer.alternatives].map(({ quality }) => quality))).toEqual(
        new Set(['simulated']),
      );
      expect(answer.alternatives).toHaveLength(REGIONS.length - 1);
    });

    it('stores nothing as real', async () => {
      const database = new Client({ connectionString: suite.databaseUrl });
      await database.connect();
      const { rows } = await database.query<{ simulated: string; real: string }>(
        `SELECT count(*) FILTER (WHERE is_simulated) AS simulated, count(*) FILTER (WHERE NOT is_simulated) AS real
         FROM ingestion.carbon_intensity value JOIN ingestion.series series ON series.id = value.series_id`,
      );
      await database.end();
      expect(Number(rows[0]?.simulated)).toBeGreaterThan(0);
      expect(Number(rows[0]?.real)).toBe(0);
    });

    it('shows each provider in the health, and stays fit to serve', async () => {
      const { status, checks } = await eventually(
        () => readHealth(suite.url),
        ({ checks: { providers } }) =>
          Object.values(providers?.sources ?? {}).filter((source) => source.status !== 'ok').length >= 4,
      );
      expect(status).toBe('degraded');
      expect(checks['providers']?.status).toBe('degraded');
      expect(checks['database']?.status).toBe('ok');
      expect((await fetch(`${suite.url}/health/ready`)).status).toBe(200);
    }, 60_000);
  });

  describe('where nothing may be simulated', () => {
    let suite: TestSuite;

    beforeAll(async () => {
      suite = await startSuite({ env: { ...(await nowhere()), ECOBE_SIMULATION: 'off' } });
    }, 90_000);
    afterAll(() => suite.stop(), 30_000);

    it('decides nothing rather than by an invented value, and says why of each region', async () => {
      const answer = await fetch(`${suite.url}/api/v1/route/green`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ preferredRegions: REGIONS }),
      });
      const problem = (await answer.json()) as {
        code: string;
        excluded: { region: string; reason: string }[];
      };
      expect([answer.status, problem.code]).toEqual([422, 'NO_ELIGIBLE_REGION']);
      expect(problem.excluded.map(({ region }) => region).sort()).toEqual([...REGIONS].sort());
      for (const { reason } of problem.excluded) expect(reason).toMatch(/\w{3}/);
    });

    it('gives no forecast without a past', async () => {
      const answer = await fetch(`${suite.url}/api/v1/forecasts/FR`);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.json()).toMatchObject({
        status: answer.status,
        code: expect.any(String) as string,
      });
    });
  });
});
