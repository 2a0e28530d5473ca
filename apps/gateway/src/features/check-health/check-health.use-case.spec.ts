import { providerCheck } from '@ecobe/contracts';
import type { HealthCheck, ServiceHealth } from '@ecobe/contracts';
import { CheckHealth } from './check-health.use-case';

const ok: HealthCheck = { status: 'ok' };
const well: ServiceHealth = { status: 'ok', checks: { database: ok, redis: ok } };

const silent = new Promise<never>(() => undefined);

const suite = (answers: Record<string, ServiceHealth | Error | typeof silent>, redis: HealthCheck = ok) => {
  const asked: string[] = [];
  const health = new CheckHealth(
    Object.keys(answers),
    (service) => {
      asked.push(service);
      const answer = answers[service];
      return answer === undefined || answer instanceof Error
        ? Promise.reject(answer ?? new Error('unknown service'))
        : Promise.resolve(answer);
    },
    () => Promise.resolve(redis),
  );
  return { health, asked };
};

describe('CheckHealth', () => {
  it('is ok when everything is, and shows each store and service once', async () => {
    const { health } = suite({ ingestion: well, routing: well });
    expect(await health.execute()).toEqual({
      status: 'ok',
      checks: {
        database: ok,
        redis: ok,
        ingestion: { status: 'ok', checks: {} },
        routing: { status: 'ok', checks: {} },
        providers: { status: 'ok', sources: {} },
      },
    });
    expect(await health.isReady()).toBe(true);
  });

  it('is degraded, and ready, when a source of data is away, and tells which', async () => {
    const away: HealthCheck = { status: 'unhealthy', detail: 'no answer since 10:00' };
    const checks = { database: ok, [providerCheck('eia')]: away, [providerCheck('neso')]: ok };
    const { health } = suite({ ingestion: { status: 'unhealthy', checks } });
    const answer = await health.execute();
    expect(answer.status).toBe('degraded');
    expect(answer.checks['ingestion']).toEqual({ status: 'ok', checks: {} });
    expect(answer.checks['providers']).toEqual({ status: 'degraded', sources: { eia: away, neso: ok } });
    expect(await health.isReady()).toBe(true);
  });

  it('shows what a service says of itself', async () => {
    const snapshot: HealthCheck = { status: 'degraded', detail: 'empty' };
    const { health } = suite({ routing: { status: 'degraded', checks: { database: ok, snapshot } } });
    const answer = await health.execute();
    expect(answer.status).toBe('degraded');
    expect(answer.checks['routing']).toEqual({ status: 'degraded', checks: { snapshot } });
  });

  it('is unhealthy, though ready, when a service does not answer', async () => {
    const { health } = suite({ ingestion: well, routing: new Error('ECONNREFUSED 10.0.0.7') });
    const answer = await health.execute();
    expect(answer.status).toBe('unhealthy');
    expect(answer.checks['routing']).toEqual({ status: 'unhealthy', detail: 'did not answer in time' });
    expect(answer.checks['providers']).toMatchObject({ status: 'degraded', sources: {} });
    expect(await health.isReady()).toBe(true);
  });

  it('is not ready when a store is away', async () => {
    const database: HealthCheck = { status: 'unhealthy', detail: 'cannot be reached' };
    const cut: ServiceHealth = { status: 'unhealthy', checks: { database } };
    const noDatabase = suite({ ingestion: cut, routing: cut });
    expect((await noDatabase.health.execute()).checks['database']).toEqual(database);
    expect(await noDatabase.health.isReady()).toBe(false);

    const noRedis = suite(
      { ingestion: new Error('timeout') },
      { status: 'unhealthy', detail: 'ECONNREFUSED ::1' },
    );
    const { checks } = await noRedis.health.execute();
    expect(checks['redis']).toEqual({ status: 'unhealthy', detail: 'cannot be reached' });
    expect(checks['database']?.status).toBe('unhealthy');
    expect(await noRedis.health.isReady()).toBe(false);
  });

  it('is ready without waiting for a silent service, and not ready when none tells of the database', async () => {
    const { health } = suite({ ingestion: silent, routing: well });
    expect(await health.isReady()).toBe(true);
    expect(await suite({ ingestion: silent }).health.isReady()).toBe(false);
    const untold: ServiceHealth = { status: 'ok', checks: { redis: ok } };
    expect(await suite({ ingestion: untold }).health.isReady()).toBe(false);
  });

  it('asks each service once for all who ask at the same time', async () => {
    const { health, asked } = suite({ ingestion: well, routing: well });
    await Promise.all([health.execute(), health.execute()]);
    expect(asked).toEqual(['ingestion', 'routing']);
    await health.execute();
    expect(asked).toHaveLength(4);
    await Promise.all([health.isReady(), health.isReady()]);
    expect(asked).toHaveLength(6);
  });
});
