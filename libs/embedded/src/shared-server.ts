import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { livingLeases } from './living-leases';
import { withLock } from './numbered-lock';
import { identityOf } from './process-identity';

/** A server that several processes use at once, and that outlives each of them but not all. */
export interface Server<Connection extends { adopted: boolean }> {
  /** Finds the server running, or starts it; whole again after any kind of crash. */
  adoptOrStart(): Promise<Connection>;
  stop(): Promise<void>;
}

export interface Lease<Connection> {
  readonly connection: Connection;
  /** Starts the server again if it is gone. @returns whether it was; false too once the lease is released. */
  revive(): Promise<boolean>;
  /** Leaves the server; the last one to leave stops it. Leaving twice is leaving once. */
  release(): Promise<void>;
}

/**
 * Takes part in a server whose users are listed in `folder`. Users that died without leaving do not count.
 *
 * @throws Error of the server when it cannot be started.
 */
export async function joinServer<C extends { adopted: boolean }>(
  folder: string,
  server: Server<C>,
): Promise<Lease<C>> {
  const leases = path.join(folder, 'leases');
  const locks = path.join(folder, 'lock');
  const lease = path.join(leases, `${process.pid}-${randomUUID()}.json`);
  const connection = await withLock(locks, async () => {
    await mkdir(leases, { recursive: true });
    const running = await server.adoptOrStart();
    await writeFile(lease, JSON.stringify(identityOf()));
    return running;
  });
  let leaving: Promise<void> | undefined;
  const leave = () =>
    withLock(locks, async () => {
      await rm(lease, { force: true });
      if ((await livingLeases(leases)).length === 0) await server.stop();
    });
  const revive = () =>
    withLock(locks, async () => leaving === undefined && !(await server.adoptOrStart()).adopted);
  return { connection, revive, release: () => (leaving ??= leave()) };
}
