import type { LotFilter, OffsetFailure, OffsetMode, OffsetRun } from '@ecobe/contracts';

/** What an organisation wants offset by itself. */
export interface OffsetPolicy {
  readonly organizationId: string;
  readonly targetBasisPoints: bigint;
  readonly filter: LotFilter;
  readonly monthlyCapG: bigint | null;
  readonly mode: OffsetMode;
}

export interface StoredPolicy extends OffsetPolicy {
  readonly updatedAtMs: number;
  readonly lastRun: OffsetRun | null;
  /** Null where no round has failed since the last one that did not. */
  readonly lastFailure: OffsetFailure | null;
}

export interface PolicyStore {
  set(policy: OffsetPolicy): Promise<StoredPolicy>;
  one(organizationId: string): Promise<StoredPolicy | null>;
  all(): Promise<StoredPolicy[]>;
  /** Null where there was none. */
  end(organizationId: string): Promise<StoredPolicy | null>;
  /** Forgets a failure before it. */
  keepRun(organizationId: string, run: OffsetRun): Promise<void>;
  keepFailure(organizationId: string, failure: OffsetFailure): Promise<void>;
}
