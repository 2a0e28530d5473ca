import { toIso } from '@ecobe/carbon';
import type { WebhookMessage, WebhookOutcome } from '@ecobe/platform';
import type { StoredWorkload } from '../ports/dekes-workload';
import type { Called, RunCaller } from '../ports/run-caller';

const EVENT = 'dekes.query.dispatched';

/** What the owner of a run is told: run this query there, now, and complete it by its decision. */
const bodyOf = (
  { id, batchId, queryId, queryString, run, placement }: StoredWorkload,
  lateMinutes: number,
) => ({
  decisionId: id,
  batchId,
  query: { id: queryId, query: queryString, estimatedResults: run?.results ?? null },
  region: placement?.region ?? null,
  zone: placement?.zone ?? null,
  startAt: placement === null ? null : toIso(placement.startMs),
  endAt: placement === null ? null : toIso(placement.endMs),
  estimatedCO2: placement?.expectedG ?? null,
  lateMinutes,
});

/** Sends a signed webhook to the callbackUrl of the batch. */
export class WebhookRunCaller implements RunCaller {
  constructor(
    private readonly sender: { send(message: WebhookMessage): Promise<WebhookOutcome> },
    private readonly secret: string | null,
  ) {}

  async call(workload: StoredWorkload, lateMinutes: number): Promise<Called> {
    const { callbackUrl, id } = workload;
    if (callbackUrl === null) return { kind: 'failed', reason: 'nobody is to be called', isFinal: true };
    if (this.secret === null)
      return { kind: 'failed', reason: 'ECOBE_WEBHOOK_SECRET is not set', isFinal: false };
    const message = {
      url: callbackUrl,
      secret: this.secret,
      idempotencyKey: id,
      event: EVENT,
      body: bodyOf(workload, lateMinutes),
    };
    const outcome = await this.sender.send(message);
    return outcome.kind === 'delivered' ? { kind: 'called' } : outcome;
  }
}
