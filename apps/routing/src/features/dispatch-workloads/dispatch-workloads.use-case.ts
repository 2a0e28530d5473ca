import type { Clock, Interval } from '@ecobe/carbon';
import { SendSlots } from '@ecobe/platform';
import type { WebhookMessage, WebhookOutcome } from '@ecobe/platform';
import type { DispatchStore, DueWorkload } from '../../ports/dispatch-store';
import { shiftMsOf } from './late-start';
import { bodyOf } from './start-message';

/** With the waits between them half an hour. */
const MOST_ATTEMPTS = 36;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export interface DispatchSettings {
  readonly webhookSecret: string | undefined;
  /** How many times as fast as real time the suite's clock runs. */
  readonly clockSpeed: number;
  /** How long after its last start it is tried again rather than given up, on the suite's clock. */
  readonly lateStartMs: number;
}

/** Sends one message, and tells how that went. */
export type SendWebhook = (message: WebhookMessage) => Promise<WebhookOutcome>;

type Transmission =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly isFinal: boolean;
      readonly isSent: boolean;
    };

const unsent = (reason: string): Transmission => ({ kind: 'failed', reason, isFinal: false, isSent: false });

/** Starts work at its time: by a signed webhook, or by showing it as dispatched to a caller who reads. */
export class DispatchWorkloadsUseCase {
  private readonly slots = new SendSlots();
  private isStopped = false;

  constructor(
    private readonly store: DispatchStore,
    private readonly send: SendWebhook,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
    /** Told of what the database did not take; it is found again by a later look. */
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** What is under way is ended; nothing more is claimed: what is due is left to other processes, or to the next start. */
  stop(): void {
    this.isStopped = true;
  }

  /**
   * Hands over all that are due, each as soon as there is a slot for it; several calls share the slots.
   * @returns how many this call has handed over
   */
  async dispatchDue(): Promise<number> {
    const underWay = new Set<Promise<void>>();
    let handedOver = 0;
    for (;;) {
      const due = await this.claimDue();
      const silent = due.filter(({ host }) => host === '');
      const nowMs = this.clock.nowMs();
      const starts = silent.map(({ id, segments }) => ({ id, shiftMs: this.shiftMs(segments, nowMs) }));
      if (starts.length > 0) await this.store.dispatched(starts, nowMs);
      handedOver += silent.length;
      for (const workload of due.filter(({ host }) => host !== '')) {
        const sending: Promise<void> = this.handOver(workload)
          .then((isDelivered) => {
            handedOver += isDelivered ? 1 : 0;
          })
          .finally(() => underWay.delete(sending));
        underWay.add(sending);
      }
      if (underWay.size > 0) await Promise.race(underWay);
      else if (due.length === 0) return handedOver;
    }
  }

  /** Nothing once it is stopped, also for who has queued for a look since before. */
  private claimDue(): Promise<DueWorkload[]> {
    return this.slots.claim(async (free) =>
      this.isStopped ? [] : this.store.claimDue(this.clock.nowMs(), free),
    );
  }

  private async handOver(workload: DueWorkload): Promise<boolean> {
    const { id, host, segments } = workload;
    const sentMs = this.clock.nowMs();
    const shiftMs = this.shiftMs(segments, sentMs);
    try {
      const outcome = await this.transmit(workload, sentMs, shiftMs).finally(() => {
        this.slots.leave(host);
      });
      if (outcome.kind === 'delivered') {
        await this.store.dispatched([{ id, shiftMs }], this.clock.nowMs());
        return true;
      }
      const { reason, isFinal, isSent } = outcome;
      await this.store.failed({ id, reason, retryInMs: this.retryInMs(workload, isFinal), isSent });
    } catch (error) {
      // It stays claimed for a while, and is due again then.
      this.onFault(error);
    }
    return false;
  }

  private async transmit(workload: DueWorkload, sentMs: number, shiftMs: number): Promise<Transmission> {
    const { webhookSecret: secret } = this.settings;
    const url = workload.request.webhookUrl ?? '';
    if (secret === undefined) return unsent('ECOBE_WEBHOOK_SECRET is not set any more');
    const event = 'workload.dispatched';
    let body: object;
    try {
      body = bodyOf(workload, sentMs, shiftMs);
    } catch (error) {
      return unsent(`it cannot be told: ${error instanceof Error ? error.message : String(error)}`);
    }
    const outcome = await this.send({ url, secret, idempotencyKey: workload.id, event, body });
    return outcome.kind === 'delivered' ? outcome : { ...outcome, isSent: true };
  }

  private shiftMs(segments: readonly Interval[], nowMs: number): number {
    return shiftMsOf(segments, nowMs, this.settings.clockSpeed);
  }

  /** The wait before the next try; null where it would come too long after the last start, or there were enough. */
  private retryInMs({ attempt, lastStartMs }: DueWorkload, isFinal: boolean): number | null {
    if (isFinal || attempt >= MOST_ATTEMPTS) return null;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    const againMs = this.clock.nowMs() + waitMs * this.settings.clockSpeed;
    return againMs > lastStartMs + this.settings.lateStartMs ? null : waitMs;
  }
}
