import type { ProviderFaultKind } from './provider-fault';

/** What happened with one provider since this process started. */
export interface ProviderStatus {
  /** HTTP requests sent, retries included. */
  asked: number;
  /** Readings had, and not had; a reading may take several requests. */
  succeeded: number;
  failed: number;
  isCircuitOpen: boolean;
  /** Readings of the last minutes, and at least the last one; oldest first. */
  recent: readonly { atMs: number; isGood: boolean }[];
  /** Epoch ms; null before the first. */
  lastSuccessAtMs: number | null;
  lastFailure: { atMs: number; kind: ProviderFaultKind; message: string } | null;
  /** Values turned away, by reason. */
  rejected: Record<string, number>;
}

/** Where adapters and use cases write down what a provider did. */
export interface ProviderRecord {
  asked(): void;
  succeeded(): void;
  failed(kind: ProviderFaultKind, message: string): void;
  circuit(isOpen: boolean): void;
  rejected(reasons: readonly string[]): void;
}
