import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConstantBackoff, handleAll, retry } from 'cockatiel';
import { eventFault, reportFault } from './dekes-rules';
import type { StandinAnswer } from './dekes-rules';
import { StandinFaults, isFault } from './standin-faults';
import type { StandinFault } from './standin-faults';
import { isSigned } from './webhook-check';

export interface StandinOptions {
  readonly port?: number;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Signs what is dispatched: ECOBE_WEBHOOK_SECRET. */
  readonly callbackSecret: string;
}

export type Body = Record<string, unknown>;

/** A query that was dispatched, once per webhook-id. */
interface Dispatched {
  readonly webhookId: string;
  readonly data: Body;
  times: number;
}

/** What the stand-in was told. */
export interface Seen {
  readonly reports: Body[];
  readonly events: Body[];
  readonly dispatched: Dispatched[];
  /** Calls it refused, with why. */
  readonly refused: { path: string; status: number }[];
  /** Calls in all, also those it was made to fail. */
  calls: number;
}

const MINUTES_OF_A_RUN = 2;
const SERVER_FAULT = 500;

/** An ECOBE that starts again takes the ends of runs once it is back. */
const untilTold = retry(handleAll, { maxAttempts: 240, backoff: new ConstantBackoff(500) });

/** A DEKES that behaves as documented, takes dispatched queries under `/hooks/queries`, and fails when told to. */
export class DekesStandin {
  readonly seen: Seen = { reports: [], events: [], dispatched: [], refused: [], calls: 0 };
  private readonly faults = new StandinFaults();
  private readonly server: Server;
  private readonly stopped = new AbortController();
  private ecobeUrl: string | null = null;

  constructor(private readonly options: StandinOptions) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async start(): Promise<string> {
    this.server.listen(this.options.port ?? 0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Fails from now on; null: no more. */
  fail(fault: StandinFault | null): void {
    this.faults.set(fault);
  }

  /** Says of every query that is dispatched from now on that it is done, as DEKES does after a run. Told anew: there it is from now on. */
  completeAt(ecobeUrl: string): void {
    this.ecobeUrl = ecobeUrl;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const text = await bodyOf(request);
    const isControl = path.startsWith('/standin/');
    if (!isControl) {
      this.seen.calls += 1;
      if (await this.faults.strikes(path, response)) return;
    }
    const answer = this.answer(request, path, text);
    if (!isControl && answer.status >= 400) this.seen.refused.push({ path, status: answer.status });
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  }

  private answer(request: IncomingMessage, path: string, text: string): StandinAnswer {
    const { apiKey, webhookSecret, callbackSecret } = this.options;
    const body = jsonOf(text);
    const { authorization } = request.headers;
    switch (`${request.method ?? ''} ${path}`) {
      case 'GET /api/health':
        return { status: 200, body: { status: 'ok' } };
      case 'POST /api/carbon/report':
        return authorization === `Bearer ${apiKey}` ? this.report(body) : unauthorised();
      case 'POST /api/ecobe/event':
        return authorization === `Bearer ${webhookSecret}` ? this.event(body) : unauthorised();
      case 'POST /hooks/queries':
        return isSigned(request.headers, text, callbackSecret)
          ? this.dispatch(String(request.headers['webhook-id']), body)
          : unauthorised();
      case 'POST /standin/fail':
        this.fail(isFault(body) ? body : null);
        return { status: 200, body: { failing: isFault(body) } };
      case 'GET /standin/seen':
        return { status: 200, body: this.seen };
      default:
        return { status: 404, body: { error: 'not found' } };
    }
  }

  private report(body: Body): StandinAnswer {
    const fault = reportFault(body);
    if (fault !== null) return fault;
    this.seen.reports.push(body);
    return { status: 200, body: { received: true, queryId: body['queryId'] } };
  }

  private event(body: Body): StandinAnswer {
    const fault = eventFault(body);
    if (fault !== null) return fault;
    if (this.seen.events.some(({ handoffId }) => handoffId === body['handoffId']))
      return { status: 200, body: { status: 'already_processed' } };
    this.seen.events.push(body);
    return { status: 201, body: { status: 'created' } };
  }

  private dispatch(webhookId: string, { data }: Body): StandinAnswer {
    const known = this.seen.dispatched.find((one) => one.webhookId === webhookId);
    if (known !== undefined) known.times += 1;
    else this.seen.dispatched.push({ webhookId, data: data as Body, times: 1 });
    if (known === undefined && this.ecobeUrl !== null) void this.complete(webhookId, data as Body);
    return { status: 200, body: { received: true } };
  }

  /** Tells the end of a run to wherever ECOBE is by then; one that stays away leaves the run without an end, as in life. */
  private complete(decisionId: string, { region }: Body): Promise<void> {
    const body = JSON.stringify({
      ...{ decision_id: decisionId, executionRegion: region },
      ...{ durationMinutes: MINUTES_OF_A_RUN, status: 'success' },
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.options.apiKey}` };
    const tell = async () => {
      const url = `${this.ecobeUrl ?? ''}/api/v1/integrations/dekes/workloads/complete`;
      const answer = await fetch(url, { method: 'POST', headers, body, signal: this.stopped.signal });
      await answer.body?.cancel();
      if (answer.status >= SERVER_FAULT) throw new Error(`${url} answers ${answer.status}`);
    };
    return untilTold.execute(tell, this.stopped.signal).catch(() => undefined);
  }
}

const unauthorised = (): StandinAnswer => ({ status: 401, body: { error: 'unauthorised' } });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): Body {
  try {
    return Object(JSON.parse(text)) as Body;
  } catch {
    return {};
  }
}
