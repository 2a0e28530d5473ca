import type { lookup as systemLookup } from 'node:dns';
import { Agent, request } from 'undici';
import { HostTurns } from './host-turns';
import { PrivateAddressError, publicLookup } from './public-lookup';
import { webhookSignature } from './webhook-signature';
import { webhookUrlFault } from './webhook-url';

export interface WebhookMessage {
  readonly url: string;
  readonly secret: string;
  /** The same at every try; becomes `webhook-id`, by which receivers recognise what they had already. */
  readonly idempotencyKey: string;
  /** What happened, e.g. `workload.dispatched`; becomes `type` of the body. */
  readonly event: string;
  /** `data` of the body. */
  readonly body: object;
}

export type WebhookOutcome =
  | { readonly kind: 'delivered'; readonly status: number }
  /** `isFinal`: another try cannot end otherwise. */
  | { readonly kind: 'failed'; readonly reason: string; readonly isFinal: boolean };

export interface WebhookSenderOptions {
  readonly allowsPrivate: boolean;
  /** For the whole exchange, from when it is its turn; 10 s unless told. */
  readonly timeoutMs?: number;
  /** How names are resolved; the system's way unless told. */
  readonly lookup?: typeof systemLookup;
}

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 64 * 1024;
const CONNECTIONS_PER_HOST = 8;
const GONE = 410;

/**
 * Sends signed messages to the URLs of customers (Standard Webhooks). An address that is not of the public internet is never
 * connected to, whatever name led there, unless that is allowed; redirects are not followed, and answers are read up to a limit.
 */
export class WebhookSender {
  private readonly timeoutMs: number;
  private readonly agent: Agent;
  private readonly turns = new HostTurns(CONNECTIONS_PER_HOST);

  constructor(private readonly options: WebhookSenderOptions) {
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.agent = new Agent({
      connections: CONNECTIONS_PER_HOST,
      maxResponseSize: LARGEST_ANSWER_BYTES,
      connect: { timeout: this.timeoutMs, lookup: publicLookup(options) },
    });
  }

  /** Tries once, after those to the same host that were there before. Never throws: what went wrong is the outcome. */
  async send(message: WebhookMessage): Promise<WebhookOutcome> {
    const fault = webhookUrlFault(message.url, this.options);
    if (fault !== null) return { kind: 'failed', reason: `the URL ${fault}`, isFinal: true };
    try {
      const { host } = new URL(message.url);
      return outcomeOf(await this.turns.run(host, () => this.transmit(message)));
    } catch (error) {
      return {
        kind: 'failed',
        reason: reasonOf(error, this.timeoutMs),
        isFinal: error instanceof PrivateAddressError,
      };
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async transmit({ url, secret, idempotencyKey, event, body }: WebhookMessage): Promise<number> {
    const sentAtMs = Date.now();
    const timestampSeconds = Math.floor(sentAtMs / 1000);
    const text = JSON.stringify({ type: event, timestamp: new Date(sentAtMs).toISOString(), data: body });
    const answer = await request(url, {
      method: 'POST',
      dispatcher: this.agent,
      signal: AbortSignal.timeout(this.timeoutMs),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'ecobe-webhooks',
        'idempotency-key': idempotencyKey,
        'webhook-id': idempotencyKey,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': webhookSignature(secret, { id: idempotencyKey, timestampSeconds, body: text }),
      },
      body: text,
    });
    // The status is the answer; a body that is too long or breaks off changes nothing about it.
    await answer.body.dump({ limit: LARGEST_ANSWER_BYTES }).catch(() => undefined);
    return answer.statusCode;
  }
}

function outcomeOf(status: number): WebhookOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  return { kind: 'failed', reason: `the receiver answered ${status}`, isFinal: status === GONE };
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof PrivateAddressError) return error.message;
  const { code, name } = error as { code?: string; name?: string };
  if (name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  return `the receiver cannot be reached (${code ?? name ?? 'unknown'})`;
}
