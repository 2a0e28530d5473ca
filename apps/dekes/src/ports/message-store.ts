import type { OutgoingMessage } from './workload-store';

/** Queue in which messages to DEKES wait for their turn. */
export const MESSAGE_QUEUE = 'dekes-messages';

export interface StoredMessage extends OutgoingMessage {
  readonly status: 'waiting' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly lastError: string | null;
}

/** All that wait. */
export interface WaitingMessages {
  readonly count: number;
  /** When the oldest was written, epoch ms; null where none waits. */
  readonly oldestMs: number | null;
  /** What DEKES said where it refused our key at the last try of one of them; else null. */
  readonly refusedKey: string | null;
}

/** What DEKES is to be told, until it has been. */
export interface MessageStore {
  find(key: string): Promise<StoredMessage | null>;
  ofWorkloads(ids: readonly string[]): Promise<StoredMessage[]>;
  delivered(key: string, nowMs: number): Promise<void>;
  failed(key: string, reason: string): Promise<void>;
  /** Never tried again. */
  givenUp(key: string, reason: string): Promise<void>;
  waiting(): Promise<WaitingMessages>;
}
