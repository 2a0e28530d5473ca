import type { Clock } from '@ecobe/carbon';
import type { DekesApi } from '../../ports/dekes-api';
import type { MessageStore } from '../../ports/message-store';

/** Tells DEKES one thing, under a key by which it knows what it has already. */
export class TellDekesUseCase {
  constructor(
    private readonly messages: MessageStore,
    private readonly dekes: DekesApi,
    private readonly clock: Clock,
  ) {}

  /** How often it has been tried in vain, where another try may go better; null where nothing is left to do. */
  async execute(key: string): Promise<number | null> {
    const message = await this.messages.find(key);
    if (message?.status !== 'waiting') return null;
    const told = await this.dekes.tell(message);
    if (told.kind === 'told') await this.messages.delivered(key, this.clock.nowMs());
    else if (told.isFinal) await this.messages.givenUp(key, told.reason);
    else {
      await this.messages.failed(key, told.reason);
      return message.attempts + 1;
    }
    return null;
  }
}
