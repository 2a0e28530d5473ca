import type { Clock } from '@ecobe/carbon';
import type { DekesApi } from '../../ports/dekes-api';
import type { MessageStore } from '../../ports/message-store';
import { LONGEST_PAUSE_MS } from './dekes-breaker';
import type { DekesBreaker } from './dekes-breaker';

const FIRST_WAIT_MS = 2_000;

/** Tells DEKES one thing, under a key by which it knows what it has already. */
export class TellDekesUseCase {
  constructor(
    private readonly messages: MessageStore,
    private readonly dekes: DekesApi,
    private readonly clock: Clock,
    private readonly breaker: Pick<DekesBreaker, 'pauseMs' | 'took' | 'failed'>,
  ) {}

  /**
   * Real milliseconds after which another try may go better; null where nothing is left to do. What is not sent because
   * others have failed is no try.
   */
  async execute(key: string): Promise<number | null> {
    const message = await this.messages.find(key);
    if (message?.status !== 'waiting') return null;
    const pauseMs = this.breaker.pauseMs();
    if (pauseMs > 0) return pauseMs;
    const told = await this.dekes.tell(message);
    if (told.kind === 'failed' && !told.isFinal) {
      this.breaker.failed();
      await this.messages.failed(key, told.reason);
      return Math.min(LONGEST_PAUSE_MS, FIRST_WAIT_MS * 2 ** message.attempts);
    }
    this.breaker.took();
    if (told.kind === 'told') await this.messages.delivered(key, this.clock.nowMs());
    else await this.messages.givenUp(key, told.reason);
    return null;
  }
}
