import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './process-identity';
import type { ProcessIdentity } from './process-identity';

/** What the living have written of themselves in `folder`; the leases of the dead, and what is no lease, are removed. */
export async function livingLeases<Lease extends ProcessIdentity>(folder: string): Promise<Lease[]> {
  const living: Lease[] = [];
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const lease = await readFile(file, 'utf8')
      .then((text) => JSON.parse(text) as Lease)
      .catch(() => undefined);
    if (lease !== undefined && isAlive(lease)) living.push(lease);
    else await rm(file, { force: true });
  }
  return living;
}
