import type { OutgoingMessage } from './workload-store';

export type Told =
  | { readonly kind: 'told' }
  /** `isFinal`: another try cannot end otherwise. */
  | { readonly kind: 'failed'; readonly reason: string; readonly isFinal: boolean };

/** The way to DEKES. */
export interface DekesApi {
  /** Why nothing can be told, or null. */
  readonly absence: string | null;
  /** Tries once. Never throws: what went wrong is the outcome. */
  tell(message: Pick<OutgoingMessage, 'kind' | 'body'>): Promise<Told>;
}
