import type { Basis } from '@ecobe/carbon';
import type { SavingsSummary, WorkloadAnswer, WorkloadPage, WorkloadsQuery } from '@ecobe/contracts';

/** Starts in `[fromMs, toMs)`, of one organisation or of all (null). */
export interface SummaryScope {
  readonly fromMs: number;
  readonly toMs: number;
  readonly organizationId: string | null;
}

export type Savings = Omit<SavingsSummary, 'from' | 'to' | 'organizationId'>;

/** What is known of workloads. */
export interface WorkloadReader {
  one(id: string): Promise<WorkloadAnswer | null>;
  /** Newest first; the cursor is the id of the last one seen. */
  list(query: WorkloadsQuery): Promise<WorkloadPage>;
  savings(scope: SummaryScope): Promise<Savings>;
  /** Zones, with the basis that counted, in which work of the scope was placed. */
  zones(scope: SummaryScope): Promise<{ zone: string; basis: Basis }[]>;
}
