import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { SERVICES } from './arguments.mjs';
import { root } from './run.mjs';
import { SupervisedProcess } from './supervisor.mjs';
import { say } from './terminal.mjs';

const READY_LIMIT_MS = 60_000;

/** Starts each service in a process of its own, `{ routing: 2 }` of those named. */
export async function startApps({ replicas }) {
  const width = Math.max(...SERVICES.map((name) => name.length)) + 2;
  const log = (name, line) => say(`${name.padEnd(width)}| ${line}`);
  const named = SERVICES.flatMap((service) =>
    Array.from({ length: replicas[service] ?? 1 }, (_, index) => ({
      service,
      name: replicas[service] > 1 ? `${service}.${index + 1}` : service,
    })),
  );
  const processes = named.map(({ service, name }, index) => {
    const file = path.join(root, `dist/apps/${service}/src/main.js`);
    return new SupervisedProcess(name, file, log, probePort(process.env.ECOBE_PROBE_PORT, index));
  });
  for (const process_ of processes) process_.start();
  const close = async () => {
    const [gateway, ...others] = processes;
    await gateway.stop();
    await Promise.all(others.map((other) => other.stop()));
  };
  const url = `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT}`;
  try {
    await untilReady(url);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

/** They share one machine: the gateway, which is first, needs no port of probes, and each other one the next free number. */
export const probePort = (first, index) =>
  Number(first) > 0 && index > 0 ? { ECOBE_PROBE_PORT: String(Number(first) + index - 1) } : {};

async function untilReady(url) {
  const deadlineMs = Date.now() + READY_LIMIT_MS;
  while (Date.now() < deadlineMs) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(250);
  }
  throw new Error(`The services are not ready after ${READY_LIMIT_MS / 1000} s; see their lines above.`);
}
