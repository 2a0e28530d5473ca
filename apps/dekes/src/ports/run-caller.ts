import type { StoredWorkload } from './dekes-workload';

export type Called =
  | { readonly kind: 'called' }
  | { readonly kind: 'failed'; readonly reason: string; readonly isFinal: boolean };

/** Starts a run at its owner, under one idempotency key: its id. */
export interface RunCaller {
  /** @param lateMinutes after the latest start at which it should have begun; 0 in time */
  call(workload: StoredWorkload, lateMinutes: number): Promise<Called>;
}
