import type { OutgoingMessage } from './workload-store';

/** Queue in which messages to DEKES wait for their turn. */
export const MESSAGE_QUEUE = 'dekes-messages';

export interface StoredMessage extends OutgoingMessage {
  readonly status: 'waiting' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly lastError: string | null;
}

/** What DEKES is to be told, until it has been. */
export interface MessageStore {
  find(key: string): Promise<StoredMessage | null>;
  ofWorkloads(ids: readonly string[]): Promise<StoredMessage[]>;
  delivered(key: string, nowMs: number): Promise<void>;
  failed(key: string, reason: string): Promise<void>;
  /** Never tried again. */
  givenUp(key: string, reason: string): Promise<void>;
  countWaiting(): Promise<number>;
}
