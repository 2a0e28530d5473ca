import { databaseProbe, runProbes } from './probes';

describe('health probes', () => {
  const faults: [string, unknown][] = [];
  const onFault = (name: string, error: unknown) => void faults.push([name, error]);

  it('are well when all are well', async () => {
    const queries: string[] = [];
    const source = {
      query: (sql: string) => {
        queries.push(sql);
        return Promise.resolve([{ '?column?': 1 }]);
      },
    };
    const health = await runProbes(
      { database: databaseProbe(source), redis: () => ({ status: 'ok' }) },
      onFault,
    );
    expect(health).toEqual({ status: 'ok', checks: { database: { status: 'ok' }, redis: { status: 'ok' } } });
    expect(queries).toEqual(['SELECT 1']);
  });

  it('tell that something threw, not what', async () => {
    const error = new Error('password authentication failed for user "ecobe"');
    const health = await runProbes(
      {
        database: databaseProbe({ query: () => Promise.reject(error) }),
        model: () => ({ status: 'degraded' }),
      },
      onFault,
    );
    expect(health.status).toBe('unhealthy');
    expect(health.checks).toEqual({
      database: { status: 'unhealthy', detail: 'cannot be reached' },
      model: { status: 'degraded' },
    });
    expect(faults).toEqual([['database', error]]);
  });

  it('do not wait for what hangs', async () => {
    const never = new Promise<never>(() => undefined);
    const health = await runProbes({ database: () => never }, onFault, 20);
    expect(health.checks['database']).toEqual({ status: 'unhealthy', detail: 'no answer within 20 ms' });
  });
});
