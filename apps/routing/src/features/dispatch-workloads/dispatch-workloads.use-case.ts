import { HOUR_MS, resolveRegion, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { WebhookMessage, WebhookOutcome } from '@ecobe/platform';
import type { DispatchStore, DueWorkload } from '../../ports/dispatch-store';

/** At once per process. */
const PORTION = 50;
const MOST_ATTEMPTS = 12;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export interface DispatchSettings {
  readonly webhookSecret: string | undefined;
  /** How many times as fast as real time the suite's clock runs. */
  readonly clockSpeed: number;
}

/** Sends one message, and tells how that went. */
export type SendWebhook = (message: WebhookMessage) => Promise<WebhookOutcome>;

/** Starts work at its time: by a signed webhook, or by showing it as dispatched to a caller who reads. */
export class DispatchWorkloadsUseCase {
  constructor(
    private readonly store: DispatchStore,
    private readonly send: SendWebhook,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
  ) {}

  /** Hands over all that are due. @returns how many were */
  async dispatchDue(): Promise<number> {
    let handedOver = 0;
    for (;;) {
      const due = await this.store.claimDue(this.clock.nowMs(), PORTION);
      const delivered = await Promise.all(due.map((workload) => this.tell(workload)));
      const ids = due.filter((_, index) => delivered[index]).map(({ id }) => id);
      if (ids.length > 0) await this.store.dispatched(ids, this.clock.nowMs());
      handedOver += ids.length;
      if (due.length < PORTION) return handedOver;
    }
  }

  private async tell(workload: DueWorkload): Promise<boolean> {
    const { webhookUrl } = workload.request;
    if (webhookUrl == null) return true;
    const outcome = await this.transmit(workload, webhookUrl);
    if (outcome.kind === 'delivered') return true;
    const { id } = workload;
    const retryInMs = this.retryInMs(workload, outcome.isFinal);
    await this.store.failed({ id, reason: outcome.reason, retryInMs });
    return false;
  }

  private async transmit(workload: DueWorkload, url: string): Promise<WebhookOutcome> {
    const { webhookSecret: secret } = this.settings;
    if (secret === undefined)
      return { kind: 'failed', reason: 'ECOBE_WEBHOOK_SECRET is not set any more', isFinal: false };
    const event = 'workload.dispatched';
    return this.send({ url, secret, idempotencyKey: workload.id, event, body: bodyOf(workload) });
  }

  /** The wait before the next try; null where it would come after the last start, or there were enough. */
  private retryInMs({ attempt, lastStartMs }: DueWorkload, isFinal: boolean): number | null {
    if (isFinal || attempt >= MOST_ATTEMPTS) return null;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    const againMs = this.clock.nowMs() + waitMs * this.settings.clockSpeed;
    return againMs > lastStartMs ? null : waitMs;
  }
}

/** What the receiver is told: where it runs, when, and until when it must be done. */
function bodyOf({ id, request, segments, ...plan }: DueWorkload): object {
  const powerKw = request.powerKw ?? (request.energyKwh ?? NaN) / request.durationHours;
  return {
    workloadId: id,
    externalId: request.externalId ?? null,
    organizationId: request.organizationId ?? null,
    region: nameOf(request.homeRegion, request.allowedRegions, plan.region),
    zone: plan.zone,
    planNumber: plan.planNumber,
    startAt: toIso(segments[0]?.startMs ?? NaN),
    endAt: toIso(segments.at(-1)?.endMs ?? NaN),
    segments: segments.map(({ startMs, endMs }) => ({ startAt: toIso(startMs), endAt: toIso(endMs) })),
    deadline: toIso(plan.deadlineMs),
    durationHours: request.durationHours,
    powerKw,
    plannedHours: segments.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / HOUR_MS,
  };
}

/** The region as the caller named it. */
function nameOf(home: string, allowed: readonly string[] | undefined, identity: string): string {
  const isIt = (name: string): boolean => {
    const found = resolveRegion(name);
    return found.kind === 'resolved' && (found.cloudRegion?.id ?? found.zone) === identity;
  };
  return [home, ...(allowed ?? [])].find(isIt) ?? identity;
}
