/** What went wrong with a provider; `away` covers 5xx, timeouts and broken connections. */
export type ProviderFaultKind = 'away' | 'rate-limited' | 'refused' | 'malformed' | 'circuit-open' | 'busy';

/** A provider gave no usable answer. Expected: the chain goes on, and the last good value is served. */
export class ProviderFaultError extends Error {
  override readonly name = 'ProviderFaultError';

  constructor(
    readonly kind: ProviderFaultKind,
    message: string,
    /** `isEmpty`: it answered as it should, and there was no value in it. */
    readonly options: { isTransient?: boolean; retryAfterMs?: number; isEmpty?: boolean } = {},
  ) {
    super(message);
  }
}
