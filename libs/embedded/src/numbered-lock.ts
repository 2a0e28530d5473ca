import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive } from './process-identity';
import type { ProcessIdentity } from './process-identity';

const POLL_MS = 25;
const PREFIX = 'claim.';

/**
 * Runs `work` while no other process runs work under the same folder.
 *
 * The lock is the claim with the highest number. A claim is over when its file is empty or its process is dead, and stays
 * over, so the next number can be claimed by exactly one (the file system refuses the second). A holder that was killed
 * therefore never blocks anybody, and nobody can break the lock of a living one.
 *
 * @throws Error when a living process holds the lock for longer than `timeoutMs`.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, timeoutMs = 120_000): Promise<T> {
  await mkdir(folder, { recursive: true });
  const claim = await claimNext(folder, Date.now() + timeoutMs);
  try {
    return await work();
  } finally {
    await writeFile(claim, '');
  }
}

async function claimNext(folder: string, deadlineMs: number): Promise<string> {
  for (;;) {
    const newest = Math.max(0, ...(await claimNumbers(folder)));
    const holder = await holderOf(path.join(folder, `${PREFIX}${newest}`));
    if (holder === undefined) {
      const claim = await tryClaim(folder, newest + 1);
      if (claim !== undefined) return claim;
    } else if (Date.now() > deadlineMs) {
      throw new Error(`process ${holder.pid} holds ${folder}; end it, or wait for it`);
    }
    await sleep(POLL_MS);
  }
}

async function tryClaim(folder: string, number: number): Promise<string | undefined> {
  const claim = path.join(folder, `${PREFIX}${number}`);
  const draft = path.join(folder, `draft.${randomUUID()}`);
  await writeFile(draft, JSON.stringify(identityOf()));
  try {
    await link(draft, claim);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const numbers = await claimNumbers(folder);
  // Whoever was slow may have claimed a number that was used and swept away before.
  if (Math.max(...numbers) !== number) {
    await rm(claim, { force: true });
    return undefined;
  }
  await Promise.all(
    numbers.filter((n) => n < number).map((n) => rm(path.join(folder, `${PREFIX}${n}`), { force: true })),
  );
  return claim;
}

async function claimNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith(PREFIX)).map((name) => Number(name.slice(PREFIX.length)));
}

async function holderOf(claim: string): Promise<ProcessIdentity | undefined> {
  const text = await readFile(claim, 'utf8').catch(() => '');
  if (text === '') return undefined;
  const holder = JSON.parse(text) as ProcessIdentity;
  return isAlive(holder) ? holder : undefined;
}
