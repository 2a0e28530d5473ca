import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { identityOf } from './process-identity';
import { joinSuites } from './suite-lease';

const now = { ECOBE_CLOCK: undefined, ECOBE_SIMULATION: 'auto' };
const then = { ECOBE_CLOCK: '2021-11-15T12:00:00Z', ECOBE_SIMULATION: 'auto' };

describe('joinSuites', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'ecobe-suites-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('lets suites with the same settings in', async () => {
    await joinSuites({ home, shared: then });
    await expect(joinSuites({ home, shared: { ...then } })).resolves.toBeDefined();
  });

  it.each([
    ['clock', then, `ECOBE_CLOCK not set, this start has ECOBE_CLOCK ${then.ECOBE_CLOCK}:`],
    ['simulation', { ...now, ECOBE_SIMULATION: 'only' }, 'ECOBE_SIMULATION auto, this start has'],
  ])('refuses another %s in one line that names the process', async (_, shared, told) => {
    const first = await joinSuites({ home, shared: now });
    const refusal = await joinSuites({ home, shared }).catch((error: Error) => error.message);
    expect(refusal).toContain(`Process ${process.pid} runs ECOBE in ${home} with ${told}`);
    expect(refusal).not.toContain('\n');
    await first.leave();
    await expect(joinSuites({ home, shared })).resolves.toBeDefined();
  });

  it('passes over a suite that was killed', async () => {
    const other: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    await joinSuites({ home, shared: now }).then(({ leave }) => leave());
    const file = path.join(home, 'run/suites-own/leases', 'other.json');
    await writeFile(file, JSON.stringify({ ...identityOf(other.pid), shared: now }));
    await expect(joinSuites({ home, shared: then })).rejects.toThrow(`Process ${other.pid} runs`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await expect(joinSuites({ home, shared: then })).resolves.toBeDefined();
  });

  it('does not compare suites on different Redis servers, and writes no password', async () => {
    const redisUrl = 'redis://:secret@localhost:6379';
    await joinSuites({ home, shared: now });
    await joinSuites({ home, redisUrl, shared: then });
    await expect(joinSuites({ home, redisUrl, shared: now })).rejects.toThrow(/this start has/);
    expect((await readdir(home, { recursive: true })).join()).not.toContain('secret');
  });
});
