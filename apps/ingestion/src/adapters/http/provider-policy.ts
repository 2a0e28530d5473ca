import {
  ConsecutiveBreaker,
  TaskCancelledError,
  DelegateBackoff,
  TimeoutStrategy,
  bulkhead,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  retry,
  timeout,
  wrap,
} from 'cockatiel';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderRecord } from '../../ports/provider-status';

/** How much a provider is asked and how long it is waited for. */
export interface ProviderLimits {
  concurrency: number;
  queued: number;
  timeoutMs: number;
  attempts: number;
  firstBackoffMs: number;
  /** A longer Retry-After is not waited for: the provider is left alone until then. */
  longestWaitMs: number;
  breakAfterFailures: number;
  halfOpenAfterMs: number;
}

export const DEFAULT_LIMITS: ProviderLimits = {
  concurrency: 4,
  queued: 1_000,
  timeoutMs: 10_000,
  attempts: 3,
  firstBackoffMs: 500,
  longestWaitMs: 5_000,
  breakAfterFailures: 5,
  halfOpenAfterMs: 30_000,
};

const isTransient = (error: Error): boolean =>
  error instanceof TaskCancelledError ||
  (error instanceof ProviderFaultError && error.options.isTransient === true);
/** Too many requests are our fault, not the provider's: they do not break the circuit. */
const isAway = (error: Error): boolean =>
  error instanceof TaskCancelledError || (error instanceof ProviderFaultError && error.kind === 'away');

function waitMs(limits: ProviderLimits, attempt: number, error: Error | null): number {
  const asked = error instanceof ProviderFaultError ? error.options.retryAfterMs : undefined;
  // the jitter keeps replicas from coming back all at once
  return asked ?? limits.firstBackoffMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
}

/** Runs one request under the provider's limits; rejects with a ProviderFaultError only. */
export type ProviderPolicy = <Result>(request: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;

/** Bounded concurrency, then retries of passing faults, then a circuit breaker, then a time limit for each try. */
export function providerPolicy(limits: ProviderLimits, record: ProviderRecord): ProviderPolicy {
  const breaker = circuitBreaker(handleWhen(isAway), {
    halfOpenAfter: limits.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(limits.breakAfterFailures),
  });
  breaker.onBreak(() => {
    record.circuit(true);
  });
  breaker.onReset(() => {
    record.circuit(false);
  });
  const policy = wrap(
    bulkhead(limits.concurrency, limits.queued),
    retry(handleWhen(isTransient), {
      maxAttempts: limits.attempts - 1,
      backoff: new DelegateBackoff(({ attempt, result }) =>
        waitMs(limits, attempt, 'error' in result ? result.error : null),
      ),
    }),
    breaker,
    timeout(limits.timeoutMs, TimeoutStrategy.Aggressive),
  );
  return async (request) => {
    try {
      return await policy.execute(({ signal }) => request(signal));
    } catch (error) {
      throw asFault(error, limits);
    }
  };
}

function asFault(error: unknown, limits: ProviderLimits): Error {
  if (error instanceof ProviderFaultError) return error;
  if (error instanceof TaskCancelledError) {
    return new ProviderFaultError('away', `no answer within ${limits.timeoutMs} ms`);
  }
  if (isBrokenCircuitError(error)) {
    return new ProviderFaultError('circuit-open', 'failed too often; not asked for a while');
  }
  if (isBulkheadRejectedError(error)) {
    return new ProviderFaultError('busy', 'too many requests wait for this provider');
  }
  return error instanceof Error ? error : new Error(String(error));
}
