/** Who asks again under the same key means the same command. */
export interface CallOrigin {
  readonly idempotencyKey?: string | undefined;
  readonly requestId?: string | undefined;
}
