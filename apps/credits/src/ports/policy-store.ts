import type { LotFilter, OffsetMode, OffsetRun } from '@ecobe/contracts';

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
}

export interface PolicyStore {
  set(policy: OffsetPolicy): Promise<StoredPolicy>;
  one(organizationId: string): Promise<StoredPolicy | null>;
  all(): Promise<StoredPolicy[]>;
  /** Null where there was none. */
  end(organizationId: string): Promise<StoredPolicy | null>;
  keepRun(organizationId: string, run: OffsetRun): Promise<void>;
}
