import type { DekesAction, DekesKind, DekesStatus, FunctionalUnit, QualityTier } from '@ecobe/contracts';

/** Where a run would have been without us, kept at the decision. */
export interface StoredBaseline {
  /** As the caller named it. */
  readonly region: string;
  readonly zone: string;
  readonly pue: number;
  /** Epoch ms */
  readonly startMs: number;
  readonly minutes: number;
  /** gCO2eq expected */
  readonly expectedG: number;
  /** Forecast of its hours from `firstHourMs` on, gCO2eq/kWh. */
  readonly firstHourMs: number;
  readonly gPerKwh: readonly number[];
}

/** What is to run: known at the decision, never changed. */
export interface RunFacts {
  /** Regions of the request, as the caller named them; the first is home. */
  readonly regions: readonly string[];
  readonly minutes: number;
  readonly results: number;
  /** Of its computers, before the overhead of a building. */
  readonly energyKwh: number;
}

/** Where and when it runs, as far as is planned now. */
export interface RunPlacement {
  readonly action: DekesAction;
  readonly region: string;
  readonly zone: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly latestStartMs: number;
  readonly expectedG: number;
  readonly qualityTier: QualityTier;
}

/** A run that DEKES asked about, at the moment it was decided. */
export interface DekesWorkload {
  /** UUID whose order is that of time. */
  readonly id: string;
  readonly kind: DekesKind;
  readonly status: DekesStatus;
  readonly createdMs: number;
  /** Null in a batch, whose key is that of the batch. */
  readonly idempotencyKey: string | null;
  readonly requestHash: string | null;
  readonly batchId: string | null;
  readonly position: number | null;
  readonly queryId: string | null;
  readonly queryString: string | null;
  readonly organizationId: string | null;
  readonly workloadType: string | null;
  readonly budgetG: number | null;
  readonly callbackUrl: string | null;
  /** Null where nobody asked before it ran. */
  readonly run: RunFacts | null;
  readonly placement: RunPlacement | null;
  readonly baseline: StoredBaseline | null;
  /** JSON text of the answer that was given. */
  readonly answer: string | null;
}

/** What became of it since. */
export interface DekesOutcome {
  readonly planNumber: number;
  readonly attempts: number;
  readonly lastError: string | null;
  /** When its owner was told to start it. */
  readonly dispatchedMs: number | null;
  readonly executionRegion: string | null;
  readonly runMinutes: number | null;
  readonly runStatus: string | null;
  readonly completedMs: number | null;
  /** What it brought, as DEKES counted it. */
  readonly functionalUnit: FunctionalUnit | null;
  /** gCO2eq, as DEKES says. */
  readonly reportedG: number | null;
  readonly unsettledReason: string | null;
}

export type StoredWorkload = DekesWorkload & DekesOutcome;
