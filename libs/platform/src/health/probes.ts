import { worstOf } from '@ecobe/contracts';
import type { HealthCheck, ServiceHealth } from '@ecobe/contracts';

/** Asks one thing that a service stands on. Throwing, or not answering in time, counts as unhealthy. */
export type HealthProbe = () => HealthCheck | Promise<HealthCheck>;
export type HealthProbes = Record<string, HealthProbe>;

/** Shorter than the second that the gateway waits for the whole answer. */
const PROBE_LIMIT_MS = 700;

/** Whether the database answers. Takes any data source, so that this library needs none. */
export const databaseProbe =
  (source: { query(sql: string): Promise<unknown> }): HealthProbe =>
  async () => {
    await source.query('SELECT 1');
    return { status: 'ok' };
  };

async function within(probe: HealthProbe, limitMs: number): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthCheck>((resolve) => {
    timer = setTimeout(() => {
      resolve({ status: 'unhealthy', detail: `no answer within ${limitMs} ms` });
    }, limitMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(probe), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs all probes at once, each within its limit.
 * @param onFault told what a probe threw; the answer itself keeps quiet about it, for it is public
 */
export async function runProbes(
  probes: HealthProbes,
  onFault: (name: string, error: unknown) => void,
  limitMs = PROBE_LIMIT_MS,
): Promise<ServiceHealth> {
  const entries = await Promise.all(
    Object.entries(probes).map(async ([name, probe]): Promise<[string, HealthCheck]> => {
      try {
        return [name, await within(probe, limitMs)];
      } catch (error) {
        onFault(name, error);
        return [name, { status: 'unhealthy', detail: 'cannot be reached' }];
      }
    }),
  );
  return { status: worstOf(entries.map(([, check]) => check.status)), checks: Object.fromEntries(entries) };
}
