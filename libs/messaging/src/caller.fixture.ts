import { ProblemError } from '@ecobe/contracts';
import { RedisKeys } from './redis-keys';
import { WORK } from './replica.contract.fixture';
import type { Work } from './replica.contract.fixture';
import { RpcCaller } from './rpc.caller';
import { StreamsClient } from './streams.client';

const [url = '', keyPrefix = ''] = process.argv.slice(2);

/** A calling process: makes each call it is told to make, and says how it ended. */
async function main(): Promise<void> {
  const client = new StreamsClient({ url, keys: new RedisKeys(keyPrefix), timeoutMs: 1_000 });
  const caller = new RpcCaller(client);
  await client.connect();
  process.on('message', (work: Work) => {
    caller.call(WORK, work).then(
      () => process.send?.('answered'),
      (error: unknown) => process.send?.(error instanceof ProblemError ? error.problem.code : String(error)),
    );
  });
  process.send?.('ready');
}

void main();
