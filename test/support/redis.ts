import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';

/** A Redis of the spec's own, on a loopback port, with its data in a folder that goes with it. */
export interface TestRedis {
  url: string;
  port: number;
  /** Ends it as a crash would; data that reached the disk stay. */
  kill9(): Promise<void>;
  /** Starts it again, on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;

const pings = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      end(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => {
      end(false);
    });
    socket.setTimeout(500, () => {
      end(false);
    });
  });

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const binary = process.env.ECOBE_TEST_REDIS_SERVER ?? 'redis-server';
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const child = spawn(binary, [...args, '--appendonly', 'yes', '--save', ''], { stdio: 'ignore' });
  let fault: string | null = null;
  child.once('error', (error) => (fault = error.message));
  child.once('exit', (code) => (fault ??= `exit ${code}`));
  for (const started = Date.now(); Date.now() - started < START_LIMIT_MS; await sleep(20)) {
    if (fault !== null) break;
    if (await pings(port)) return child;
  }
  child.kill('SIGKILL');
  throw new Error(`${binary} does not start (${fault ?? 'no answer'}); set ECOBE_TEST_REDIS_SERVER or PATH`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** Starts a private redis-server: `ECOBE_TEST_REDIS_SERVER`, else the one on PATH. */
export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'ecobe-redis-'));
  const port = await freePort();
  let child = await launch(port, folder);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill9: () => end(child, 'SIGKILL'),
    restart: async () => {
      await end(child, 'SIGTERM');
      child = await launch(port, folder);
    },
    stop: async () => {
      await end(child, 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
