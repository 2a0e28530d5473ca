import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text. */
  body?: unknown;
  /** Never answers, or cuts the connection. */
  fault?: 'hang' | 'reset';
}

/** A provider on loopback that says what a spec makes it say, and remembers what it was asked. */
export class ProviderServer {
  readonly asked: Asked[] = [];
  private script: ((asked: Asked, count: number) => Reply) | null = null;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.answer(request, response);
    });
  }

  static async start(): Promise<ProviderServer> {
    const provider = new ProviderServer();
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on every request is answered by this; `count` starts at 1. */
  replies(script: (asked: Asked, count: number) => Reply): void {
    this.asked.length = 0;
    this.script = script;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    const asked = {
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: request.headers,
    };
    this.asked.push(asked);
    const reply = this.script?.(asked, this.asked.length) ?? { status: 404 };
    if (reply.fault === 'hang') return;
    if (reply.fault === 'reset') {
      request.socket.destroy();
      return;
    }
    const { body = '' } = reply;
    response.writeHead(reply.status ?? 200, reply.headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}
