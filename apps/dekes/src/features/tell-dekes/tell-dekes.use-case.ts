import type { Clock } from '@ecobe/carbon';
import type { DekesApi } from '../../ports/dekes-api';
import type { MessageStore } from '../../ports/message-store';

/** DEKES did not take a message; it is tried again. */
class NotToldError extends Error {
  override readonly name = 'NotToldError';
}

/** Tells DEKES one thing, under a key by which it knows what it has already. */
export class TellDekesUseCase {
  constructor(
    private readonly messages: MessageStore,
    private readonly dekes: DekesApi,
    private readonly clock: Clock,
  ) {}

  /** @throws NotToldError where another try may go better */
  async execute(key: string): Promise<void> {
    const message = await this.messages.find(key);
    if (message?.status !== 'waiting') return;
    const told = await this.dekes.tell(message);
    if (told.kind === 'told') await this.messages.delivered(key, this.clock.nowMs());
    else if (told.isFinal) await this.messages.givenUp(key, told.reason);
    else {
      await this.messages.failed(key, told.reason);
      throw new NotToldError(told.reason);
    }
  }
}
