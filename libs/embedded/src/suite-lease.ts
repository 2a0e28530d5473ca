import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { livingLeases } from './living-leases';
import { withLock } from './numbered-lock';
import { identityOf } from './process-identity';
import type { ProcessIdentity } from './process-identity';

export interface SuiteOptions {
  /** ECOBE_HOME. */
  readonly home: string;
  /** The Redis that the suite was given; undefined: the one of the home. Suites on different ones never meet. */
  readonly redisUrl?: string | undefined;
  /** Settings in which all suites on the same stores have to agree, by name. Undefined: not set. */
  readonly shared: Readonly<Record<string, string | number | undefined>>;
}

export interface SuiteLease {
  /** Ends the suite's part in the home. */
  leave(): Promise<void>;
}

interface RunningSuite extends ProcessIdentity {
  readonly shared: SuiteOptions['shared'];
}

/**
 * Takes part in a home as a suite. Suites on the same stores answer each other's requests, so they must live at the same
 * time and see the same grid.
 *
 * @throws Error in one line that names the running suite with other settings, and the settings.
 */
export async function joinSuites({ home, redisUrl, shared }: SuiteOptions): Promise<SuiteLease> {
  const folder = path.join(path.resolve(home), 'run', `suites-${nameOf(redisUrl)}`);
  const leases = path.join(folder, 'leases');
  const lease = path.join(leases, `${process.pid}-${randomUUID()}.json`);
  await withLock(path.join(folder, 'lock'), async () => {
    await mkdir(leases, { recursive: true });
    for (const running of await livingLeases<RunningSuite>(leases)) requireSame(running, shared, home);
    await writeFile(lease, JSON.stringify({ ...identityOf(), shared }));
  });
  return { leave: () => rm(lease, { force: true }) };
}

/** No URL in a file name: it holds a password. */
const nameOf = (redisUrl: string | undefined): string =>
  redisUrl === undefined ? 'own' : createHash('sha256').update(redisUrl).digest('hex').slice(0, 12);

function requireSame(running: RunningSuite, shared: SuiteOptions['shared'], home: string): void {
  const differing = Object.keys(shared).filter((name) => running.shared[name] !== shared[name]);
  if (differing.length === 0) return;
  const tell = (settings: SuiteOptions['shared']) =>
    differing.map((name) => `${name} ${settings[name] ?? 'not set'}`).join(', ');
  throw new Error(
    `Process ${running.pid} runs ECOBE in ${home} with ${tell(running.shared)}, this start has ${tell(shared)}: ` +
      `end it, or set another ECOBE_HOME.`,
  );
}
