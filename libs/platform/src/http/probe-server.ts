import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What a process tells those that watch over it. */
export interface ProbeAnswers {
  isReady(): Promise<boolean>;
  /** In the text form of Prometheus. */
  metrics(): Promise<string>;
}

const OK = 200;
const NOT_FOUND = 404;
const AWAY = 503;
const JSON_TYPE = 'application/json; charset=utf-8';
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
/** Nobody who watches sends a body or takes long. */
const REQUEST_TIMEOUT_MS = 5_000;

type Answer = [status: number, type: string, text: string];

const stateAnswer = (isWell: boolean): Answer => [
  isWell ? OK : AWAY,
  JSON_TYPE,
  JSON.stringify({ status: isWell ? 'ok' : 'unhealthy' }),
];

async function answerTo(path: string, answers: ProbeAnswers): Promise<Answer> {
  if (path === '/health/live') return stateAnswer(true);
  if (path === '/health/ready') return stateAnswer(await answers.isReady());
  if (path === '/metrics') return [OK, METRICS_TYPE, await answers.metrics()];
  return [NOT_FOUND, JSON_TYPE, JSON.stringify({ status: 'not found' })];
}

/** Answers `/health/live`, `/health/ready` and `/metrics`, and nothing else, on a port beside those of the product. */
export class ProbeServer {
  private readonly server: Server;

  constructor(answers: ProbeAnswers, onFault: (error: unknown) => void) {
    this.server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
      reply(request, response, answers).catch((error: unknown) => {
        onFault(error);
        response.writeHead(AWAY).end();
      });
    });
  }

  /** @param port 0 takes any free one. @returns its URL. @throws Error when the port is taken. */
  async listen(port: number, host: string): Promise<string> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    const { port: taken } = this.server.address() as AddressInfo;
    return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

async function reply(
  request: IncomingMessage,
  response: ServerResponse,
  answers: ProbeAnswers,
): Promise<void> {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const [path = ''] = (request.url ?? '').split('?', 1);
  const [status, type, text] = await answerTo(isReading ? path : '', answers);
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : text);
}
