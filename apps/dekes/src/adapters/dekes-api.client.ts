import type { Settings } from '@ecobe/platform';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import type { DekesApi, Told } from '../ports/dekes-api';
import type { OutgoingMessage } from '../ports/workload-store';
import { eventOutcome, reportOutcome } from './dekes-answers';
import type { DekesReply } from './dekes-answers';

const TIMEOUT_MS = 10_000;
const SECOND_MS = 1_000;
const LARGEST_ANSWER_BYTES = 64 * 1024;
const CONNECTIONS = 4;

const ROUTES = {
  report: { path: '/api/carbon/report', key: 'DEKES_API_KEY', outcomeOf: reportOutcome },
  event: { path: '/api/ecobe/event', key: 'DEKES_WEBHOOK_SECRET', outcomeOf: eventOutcome },
} as const;

type DekesSettings = Pick<Settings, 'DEKES_API_URL' | 'DEKES_API_KEY' | 'DEKES_WEBHOOK_SECRET'>;

/** Speaks to DEKES over HTTP. */
export class DekesApiClient implements DekesApi {
  readonly absence: string | null;
  private readonly agent: Agent;

  constructor(
    private readonly settings: DekesSettings,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {
    this.absence = settings.DEKES_API_URL === undefined ? 'DEKES_API_URL is not set' : null;
    this.agent = new Agent({
      connections: CONNECTIONS,
      maxResponseSize: LARGEST_ANSWER_BYTES,
      connect: { timeout: timeoutMs },
    });
  }

  async tell({ kind, body }: Pick<OutgoingMessage, 'kind' | 'body'>): Promise<Told> {
    const { path, key, outcomeOf } = ROUTES[kind];
    const { DEKES_API_URL: base, [key]: bearer } = this.settings;
    if (base === undefined) return { kind: 'failed', reason: 'DEKES_API_URL is not set', isFinal: false };
    if (bearer === undefined) return { kind: 'failed', reason: `${key} is not set`, isFinal: false };
    try {
      return outcomeOf(await this.post(`${base.replace(/\/$/, '')}${path}`, bearer, body), body);
    } catch (error) {
      return { kind: 'failed', reason: this.reasonOf(error), isFinal: false };
    }
  }

  /** The code of a timeout is a number that says nothing. */
  private reasonOf(error: unknown): string {
    const { code, name } = error as { code?: string | number; name?: string };
    if (name === 'TimeoutError') return `DEKES gave no answer within ${this.timeoutMs / SECOND_MS} s`;
    return `DEKES cannot be reached (${code ?? name ?? 'unknown'})`;
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async post(url: string, bearer: string, body: object): Promise<DekesReply> {
    const answer: Dispatcher.ResponseData = await request(url, {
      method: 'POST',
      dispatcher: this.agent,
      signal: AbortSignal.timeout(this.timeoutMs),
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'ecobe',
      },
      body: JSON.stringify(body),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
}
