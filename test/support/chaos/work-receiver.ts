import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the receiver was told of a workload, once for each time. */
interface ToldStart {
  readonly workloadId: string;
  readonly startAt: string;
  readonly deadline: string;
  readonly lateBySeconds: number;
  readonly meetsDeadline: boolean;
}

/** A caller's machine that takes every start, after a while, and remembers under which keys it was told of what. */
export async function startWorkReceiver(answersAfterMs: number) {
  const told: { readonly key: string; readonly start: ToldStart }[] = [];
  let isSilent = false;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { data } = JSON.parse(body) as { data: ToldStart };
      told.push({ key: String(request.headers['webhook-id']), start: data });
      if (!isSilent) setTimeout(() => response.writeHead(202).end(), answersAfterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/start`,
    told,
    /** Takes starts without ever answering them, so that whoever is killed meanwhile has some on the way for certain. */
    fallSilent: () => (isSilent = true),
    answerAgain: () => (isSilent = false),
    /** Resolves once the so-manieth start has come. @throws Error after so long */
    untilTold: async (count: number, limitMs: number) => {
      for (const deadlineMs = Date.now() + limitMs; told.length < count; await sleep(5))
        if (Date.now() > deadlineMs) throw new Error(`told of ${told.length} only, not of ${count}`);
    },
    /** Of each workload the keys under which it was told. */
    keys: () => {
      const keys = new Map<string, Set<string>>();
      for (const { key, start } of told)
        keys.set(start.workloadId, (keys.get(start.workloadId) ?? new Set()).add(key));
      return keys;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
