import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderRecord } from '../../ports/provider-status';
import { DEFAULT_LIMITS, providerPolicy } from './provider-policy';
import type { ProviderLimits, ProviderPolicy } from './provider-policy';
import { retryAfterMs } from './retry-after';

export type Query = Record<string, string | number | undefined>;

export interface ProviderHttpOptions {
  baseUrl: string;
  headers?: Record<string, string>;
  /** Statuses that pass by themselves although they look final. */
  passingStatuses?: readonly number[];
  limits?: Partial<ProviderLimits>;
}

const LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;
const SHOWN_CHARACTERS = 120;

/** Asks one provider over HTTP for JSON of a known shape. */
export class ProviderHttpClient {
  private readonly limits: ProviderLimits;
  private readonly policy: ProviderPolicy;
  private readonly agent: Agent;
  private pausedUntilMs = 0;

  constructor(
    private readonly options: ProviderHttpOptions,
    private readonly record: ProviderRecord,
  ) {
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.policy = providerPolicy(this.limits, record);
    this.agent = new Agent({
      connections: this.limits.concurrency,
      maxResponseSize: LARGEST_ANSWER_BYTES,
      connect: { timeout: this.limits.timeoutMs },
    });
  }

  /** @throws ProviderFaultError where no answer of that shape could be had. */
  async get<Shape>(path: string, query: Query, shape: z.ZodType<Shape>): Promise<Shape> {
    return readJson(await this.policy((signal) => this.send(this.url(path, query), signal)), shape);
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private url(path: string, query: Query): URL {
    const base = this.options.baseUrl.replace(/\/$/, '');
    const url = new URL(`${base}${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }

  private async send(url: URL, signal: AbortSignal): Promise<string> {
    this.refuseWhilePaused();
    this.record.asked();
    const { statusCode, headers, body } = await this.transmit(url, signal);
    const text = await body.text().catch((error: unknown) => {
      throw new ProviderFaultError('away', `the answer broke off: ${String(error)}`, { isTransient: true });
    });
    if (statusCode >= 200 && statusCode < 300) return text;
    throw this.faultOf(statusCode, headers['retry-after'], text);
  }

  private async transmit(url: URL, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    try {
      return await request(url, {
        dispatcher: this.agent,
        headers: { accept: 'application/json', 'user-agent': 'ecobe', ...this.options.headers },
        signal,
      });
    } catch (error) {
      const code = (error as { code?: string }).code ?? (error as Error).name;
      throw new ProviderFaultError('away', `cannot be reached (${code})`, { isTransient: true });
    }
  }

  private refuseWhilePaused(): void {
    const leftMs = this.pausedUntilMs - Date.now();
    if (leftMs <= 0) return;
    throw new ProviderFaultError(
      'rate-limited',
      `asks to be left alone for ${Math.ceil(leftMs / 1000)} s more`,
    );
  }

  private faultOf(
    status: number,
    retryAfter: string | string[] | undefined,
    text: string,
  ): ProviderFaultError {
    const waitMs = retryAfterMs(retryAfter, Date.now());
    const message = `answered ${status}: ${text.slice(0, SHOWN_CHARACTERS)}`;
    if (waitMs !== null && waitMs > this.limits.longestWaitMs) {
      this.pausedUntilMs = Date.now() + waitMs;
      return new ProviderFaultError('rate-limited', message);
    }
    const options = { isTransient: true, ...(waitMs === null ? {} : { retryAfterMs: waitMs }) };
    if (status === 429) return new ProviderFaultError('rate-limited', message, options);
    if (status >= 500 || status === 408) return new ProviderFaultError('away', message, options);
    const isPassing = this.options.passingStatuses?.includes(status) ?? false;
    return new ProviderFaultError('refused', message, { isTransient: isPassing });
  }
}

function readJson<Shape>(body: string, shape: z.ZodType<Shape>): Shape {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    throw new ProviderFaultError('malformed', `is no JSON: ${body.slice(0, SHOWN_CHARACTERS)}`);
  }
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProviderFaultError(
    'malformed',
    `is not of the documented shape: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  );
}
