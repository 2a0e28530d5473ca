import type { Rpc } from '@ecobe/contracts';
import type { CallOptions, StreamsClient } from './streams.client';

/** Calls the operations that libs/contracts declares. */
export class RpcCaller {
  constructor(private readonly client: StreamsClient) {}

  /** @throws ProblemError: the service's own refusal, or SERVICE_UNAVAILABLE (503) when no answer came in time. */
  async call<Request, Response>(
    operation: Rpc<Request, Response>,
    payload: Request,
    options?: CallOptions,
  ): Promise<Response> {
    return (await this.client.request(operation.pattern, payload, options)) as Response;
  }
}
