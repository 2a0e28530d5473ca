import { rpc } from './rpc';
import type { Rpc } from './rpc';

/** What every service answers to its health operation, `<service>.health`. */
export interface ServiceHealth {
  status: 'ok' | 'degraded' | 'unhealthy';
  /** Named checks such as `database` or `redis`; that of a provider is named by {@link providerCheck}. */
  checks: Record<string, HealthCheck>;
}

export interface HealthCheck {
  status: 'ok' | 'degraded' | 'unhealthy';
  detail?: string;
  [extra: string]: unknown;
}

const PROVIDER = 'provider:';

/** Name of the check of an outside source of data. */
export const providerCheck = (provider: string): string => `${PROVIDER}${provider}`;

/** The provider a check is of, or null. */
export const providerOf = (check: string): string | null =>
  check.startsWith(PROVIDER) ? check.slice(PROVIDER.length) : null;

/** Name of the operation that tells a service's health. */
export const healthOf = (service: string): Rpc<Record<string, never>, ServiceHealth> =>
  rpc(`${service}.health`);

const RANK: Record<HealthCheck['status'], number> = { ok: 0, degraded: 1, unhealthy: 2 };

/** The worst of several states; `ok` of none. */
export const worstOf = (states: HealthCheck['status'][]): HealthCheck['status'] =>
  states.reduce<HealthCheck['status']>((worst, state) => (RANK[state] > RANK[worst] ? state : worst), 'ok');
