import { isProblemBody } from '@ecobe/contracts';
import { request } from 'undici';

const TIMEOUT_MS = 30_000;

/** Why a running suite gave no answer: a sentence for the person at the terminal. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

interface Reply {
  readonly status: number;
  readonly bytes: Buffer;
}

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300;

/** Asks the public API of a running suite. */
export class GatewayClient {
  /** @param baseUrl such as `http://127.0.0.1:3000` */
  constructor(private readonly baseUrl: string) {}

  /** @throws NoAnswerError where nobody answers, or with the problem that the answer tells. */
  async get<Answer>(path: string, query: Record<string, string>): Promise<Answer> {
    const url = endpointOf(this.baseUrl, path);
    url.search = new URLSearchParams(query).toString();
    return this.answerOf<Answer>(url, await this.send(url, { method: 'GET' }));
  }

  /** @throws NoAnswerError where nobody answers, or with the problem that the answer tells. */
  async post<Answer>(path: string, body: object): Promise<Answer> {
    const url = endpointOf(this.baseUrl, path);
    const headers = { 'content-type': 'application/json' };
    return this.answerOf<Answer>(
      url,
      await this.send(url, { method: 'POST', headers, body: JSON.stringify(body) }),
    );
  }

  /** The answer to the byte. @throws NoAnswerError where nobody answers, or with the problem that the answer tells. */
  async getBytes(path: string, query: Record<string, string>): Promise<Buffer> {
    const url = endpointOf(this.baseUrl, path);
    url.search = new URLSearchParams(query).toString();
    const reply = await this.send(url, { method: 'GET' });
    if (isSuccess(reply)) return reply.bytes;
    return this.answerOf(url, reply);
  }

  private answerOf<Answer>(url: URL, reply: Reply): Answer {
    const body = this.parsed(reply);
    if (isSuccess(reply)) return body as Answer;
    throw new NoAnswerError(
      isProblemBody(body) ? body.detail : `${url.href} answered ${reply.status} without saying why`,
    );
  }

  private parsed({ bytes }: Reply): unknown {
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      throw this.nobody(error);
    }
  }

  private async send(
    url: URL,
    asked: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string },
  ): Promise<Reply> {
    try {
      const { statusCode, body } = await request(url, {
        ...asked,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      return { status: statusCode, bytes: Buffer.from(await body.arrayBuffer()) };
    } catch (error) {
      throw this.nobody(error);
    }
  }

  private nobody(cause: unknown): NoAnswerError {
    const why = cause instanceof Error ? cause.message : String(cause);
    return new NoAnswerError(
      `No ECOBE answers at ${this.baseUrl} (${why}). Start it with \`npm start\`, or say where it is with --url.`,
      { cause },
    );
  }
}

/** @throws NoAnswerError for an address that is no URL of HTTP. */
function endpointOf(baseUrl: string, path: string): URL {
  const parsed = URL.canParse(`/api/v1/${path}`, baseUrl) ? new URL(`/api/v1/${path}`, baseUrl) : null;
  if (parsed !== null && ['http:', 'https:'].includes(parsed.protocol)) return parsed;
  throw new NoAnswerError(
    `"${baseUrl}" is no address of ECOBE: it begins with http:// or https://, such as http://127.0.0.1:3000.`,
  );
}

/** Where a suite with these settings answers. An IPv6 address stands in brackets. */
export const suiteUrl = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
