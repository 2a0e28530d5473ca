import type { EmissionGroup, EmissionsQuery, WorkloadEmissions } from '@ecobe/contracts';
import type { EmissionRow } from '@ecobe/ledger';

/** A revision of a workload's emissions, as rows, with what they are compared by; all in micrograms. */
export interface NewEmissions extends Omit<WorkloadEmissions, 'parts' | 'embodiedG' | 'baseline'> {
  /** In order of their hours. */
  readonly rows: readonly EmissionRow[];
  readonly embodiedUg: bigint | null;
  readonly baseline: { readonly emissionsUg: bigint; readonly method: string } | null;
}

/** Sums of rows; intensities as energy-weighted sums in ug. */
export interface EmissionSums {
  readonly group: string | null;
  readonly energyUwh: bigint;
  readonly emissionsUg: bigint;
  /** Null unless every row has a marginal intensity. */
  readonly marginalUg: bigint | null;
  readonly measuredUwh: bigint;
  readonly modelledUwh: bigint;
  readonly workloadCount: number;
  readonly restatedCount: number;
}

/** The emission log: rows are added, never changed. */
export interface EmissionLog {
  /**
   * Adds the rows of a revision, taking back those of the one before.
   * @returns false where this revision or a newer one is there already; nothing was written then
   * @throws ProblemError 503 `LEDGER_BUSY`
   */
  record(emissions: NewEmissions): Promise<boolean>;
  /** The whole, and `limit` + 1 groups at most in order of their names; both of one moment. */
  sums(
    query: EmissionsQuery,
    groupBy: EmissionGroup,
    limit: number,
  ): Promise<{ total: EmissionSums; groups: EmissionSums[] }>;
}
