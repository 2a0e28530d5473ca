import type { Settings } from '@ecobe/platform';
import { messagingOptions } from './messaging.options';
import { RpcCaller } from './rpc.caller';
import { StreamsClient } from './streams.client';

/** A caller for a command, where no Nest application runs; the command closes it. @throws Error while Redis is away. */
export async function openCaller(settings: Settings): Promise<{ caller: RpcCaller; close(): Promise<void> }> {
  const client = new StreamsClient(messagingOptions(settings));
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw error;
  }
  return { caller: new RpcCaller(client), close: () => client.close() };
}
