/** Who asks again under the same key means the same command. */
export interface CallOrigin {
  readonly idempotencyKey?: string | undefined;
  readonly requestId?: string | undefined;
  /** Real epoch ms at which the caller stops waiting. */
  readonly deadlineMs?: number | undefined;
}
