import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, launchByNpm } from './support/launcher';
import type { Launched } from './support/launcher';

jest.setTimeout(240_000);

describe('npm start', () => {
  // One home for all: each start finds what the one before left, as at a user's.
  let home: string;
  let started: Launched[] = [];
  const track = (launched: Launched) => {
    started.push(launched);
    return launched;
  };
  /** Without simulated data, which take a new home seconds to make. */
  const start = (args: string[] = [], env: Record<string, string> = {}) =>
    track(launch(home, args, { ECOBE_SIMULATION: 'off', ...env }));
  const npmStart = () => track(launchByNpm(home, { PORT: '0', ECOBE_SIMULATION: 'off' }));

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'ecobe start ü-'));
    await chmod(home, 0o755);
  });
  afterEach(async () => {
    await Promise.all(started.map((launched) => launched.end('SIGTERM')));
    started = [];
  });
  afterAll(() => rm(home, { recursive: true }));

  it('brings stores and services, answers the request it shows, and takes all away at Ctrl-C', async () => {
    const launched = start([], { ECOBE_SIMULATION: 'auto' });
    const url = await launched.url();
    expect((await fetch(`${url}/docs`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(launched.output()).toMatch(/Grid data +\d+ zones simulated/);
    expect(await shownRequest(launched.output())).toMatchObject({
      selectedRegion: 'FR',
      quality: 'simulated',
    });
    const ports = storePorts(launched.output());
    expect(await Promise.all(ports.map(isListening))).toEqual([true, true]);
    expect(await launched.end('SIGINT')).toBe(0);
    expect(await Promise.all(ports.map(isListening))).toEqual([false, false]);
    await expect(fetch(`${url}/docs`)).rejects.toThrow();
  });

  it('starts again after the launcher was killed, on the servers it left', async () => {
    const first = start();
    await first.url();
    await first.end('SIGKILL');
    const second = start();
    const url = await second.url();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(second.output().match(/ran already/g)).toHaveLength(2);
    expect(await second.end('SIGTERM')).toBe(0);
    expect(await Promise.all(storePorts(first.output()).map(isListening))).toEqual([false, false]);
  });

  it('ends cleanly when only npm, which runs it, is interrupted', async () => {
    const byNpm = npmStart();
    await byNpm.url();
    expect(await byNpm.end('SIGINT')).toBe(0);
    expect(await Promise.all(storePorts(byNpm.output()).map(isListening))).toEqual([false, false]);
  });

  it('ends by itself when npm, which runs it, is killed', async () => {
    const byNpm = npmStart();
    await byNpm.url();
    const ports = storePorts(byNpm.output());
    void byNpm.end('SIGKILL');
    await until(async () => !(await Promise.all(ports.map(isListening))).includes(true));
    await byNpm.ended();
  });

  it('starts from two checkouts at the same moment, each on a port of its own', async () => {
    const other = await mkdtemp(path.join(os.tmpdir(), 'ecobe other-'));
    await chmod(other, 0o755);
    // The second home stands for the second checkout: that is all the two differ in.
    const both = [start([], { PORT: '' }), start([], { PORT: '', ECOBE_HOME: other })];
    const urls = await Promise.all(both.map((launched) => launched.url()));
    expect(new Set(urls).size).toBe(2);
    expect(new Set(both.flatMap((launched) => storePorts(launched.output()))).size).toBe(4);
    expect(await Promise.all(both.map((launched) => launched.end('SIGINT')))).toEqual([0, 0]);
    await rm(other, { recursive: true });
  });

  it('lets a second suite into its home only if it lives at the same time', async () => {
    const first = start();
    await first.url();
    const other = start([], { ECOBE_CLOCK: '2021-11-15T12:00:00Z' });
    expect(await other.ended()).toBe(1);
    expect(other.output()).toMatch(
      /^Process \d+ runs ECOBE in .* with ECOBE_CLOCK not set, this start has .*\n$/m,
    );
    expect(other.output()).not.toMatch(/PostgreSQL/);
    const same = start();
    expect((await fetch(`${await same.url()}/health/ready`)).status).toBe(200);
  });

  it('says in one line that PORT is taken, and starts nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const launched = start([], { PORT: String(port) });
      expect(await launched.ended()).toBe(1);
      expect(launched.output().trim().split('\n').at(-1)).toMatch(`Port ${port} (PORT) is taken`);
      expect(launched.output()).not.toContain('PostgreSQL');
    } finally {
      other.close();
    }
  });

  it('says which setting is bad, and starts nothing', async () => {
    const launched = start([], { ECOBE_CLOCK: 'yesterday' });
    expect(await launched.ended()).toBe(1);
    expect(launched.output()).toMatch(/ECOBE_CLOCK/);
    expect(launched.output()).not.toMatch(/PostgreSQL|^ +at /m);
  });

  it('says which argument it does not know, and starts nothing', async () => {
    const launched = start(['--sevices']);
    expect(await launched.ended()).toBe(1);
    expect(launched.output()).toMatch(/^Unknown option '--sevices': npm start -- .*\n$/);
  });

  it('runs every service as a process of its own, and one that dies comes back', async () => {
    const launched = start(['--services', '--replicas', 'credits=2'], { LOG_LEVEL: 'info' });
    const url = await launched.url();
    const health = async () =>
      (await (await fetch(`${url}/health`)).json()) as { checks: Record<string, { status: string }> };
    expect((await health()).checks).toMatchObject({ credits: { status: 'ok' }, dekes: { status: 'ok' } });
    expect(launched.output()).toMatch(/^credits\.2 +\|/m);

    const pid = Number(/^dekes +\| started as process (\d+)/m.exec(launched.output())?.[1]);
    process.kill(pid, 'SIGKILL');
    await until(() => /dekes +\| ended \(SIGKILL\); starting again/.test(launched.output()));
    await until(async () => (await health()).checks.dekes?.status === 'ok');
    const pids = [...launched.output().matchAll(/started as process (\d+)/g)].map(([, text]) => Number(text));
    expect(await launched.end('SIGINT')).toBe(0);
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('takes its services along when it is killed itself', async () => {
    const launched = start(['--services'], { LOG_LEVEL: 'info' });
    await launched.url();
    const pids = [...launched.output().matchAll(/started as process (\d+)/g)].map(([, text]) => Number(text));
    expect(pids.length).toBeGreaterThanOrEqual(3);
    await launched.end('SIGKILL');
    await until(() => !pids.some(isRunning));
    await start().url();
  });
});

/** Sends what a reader would paste. */
async function shownRequest(output: string): Promise<unknown> {
  const [, url = '', body = ''] = /curl -s (\S+) .*\n +-d '(.*)'/.exec(output) ?? [];
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(answer.status).toBe(200);
  return answer.json();
}

const storePorts = (output: string) =>
  [...output.matchAll(/of our own at 127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(condition: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
  for (const deadlineMs = Date.now() + limitMs; Date.now() < deadlineMs; await sleep(100)) {
    if (await condition()) return;
  }
  throw new Error('it did not come about in time');
}
