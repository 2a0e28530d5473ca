import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './numbered-lock';

describe('withLock', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ecobe-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one in at a time, and all in the end', async () => {
    let inside = 0;
    let most = 0;
    let done = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(5);
      inside -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(folder, work)));
    expect({ most, done }).toEqual({ most: 1, done: 8 });
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('is free again after work that failed', async () => {
    await expect(withLock(folder, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await withLock(folder, () => Promise.resolve(7))).toBe(7);
  });

  it('passes over a holder that died', async () => {
    // No system gives out this number.
    await writeFile(path.join(folder, 'claim.41'), JSON.stringify({ pid: 2 ** 30, startedAt: '1' }));
    expect(await withLock(folder, () => Promise.resolve('in'), 1_000)).toBe('in');
  });

  it('does not pass over a holder that lives', async () => {
    await withLock(folder, async () => {
      await expect(withLock(folder, () => Promise.resolve('in'), 100)).rejects.toThrow(/holds/);
    });
  });
});
