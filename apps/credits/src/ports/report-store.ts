/** How far the append-only books of an organisation have come: entries and rows that are in them. */
export interface Position {
  readonly ledgerSequence: bigint;
  readonly emissionSequence: bigint;
}

/** Hours of an organisation. */
export interface ReportScope {
  readonly organizationId: string;
  readonly fromMs: number;
  /** Not included. */
  readonly toMs: number;
}

/** Sums of the log, of everything or of one group. */
export interface LogSums {
  readonly set: 'total' | 'day' | 'zone' | 'workloadType' | 'energyQuality' | 'factor';
  /** Null: not told. */
  readonly name: string | null;
  readonly factor: {
    readonly method: string;
    readonly source: string;
    readonly factorVersion: string;
    readonly quality: string;
  } | null;
  readonly energyUwh: bigint;
  readonly emissionsUg: bigint;
  /** Energy of which the marginal intensity is known. */
  readonly marginalEnergyUwh: bigint;
  /** Sum of energy x marginal intensity, µWh x µg/kWh. */
  readonly marginalProduct: bigint;
  /** Rows that were not taken back. */
  readonly liveCount: number;
  readonly backCount: number;
  /** Of rows that take others back: 0 or less. */
  readonly backEnergyUwh: bigint;
  readonly backUg: bigint;
}

/** Newest revisions of the workloads that start in the period, by functional unit or by baseline. */
export interface WorkloadSums {
  readonly by: 'functionalUnit' | 'baseline';
  readonly name: string | null;
  readonly workloadCount: number;
  readonly emissionsUg: bigint;
  /** Decimal text; null without functional unit. */
  readonly unitCount: string | null;
  readonly embodiedUg: bigint;
  /** Workloads of which `embodiedUg` is known. */
  readonly embodiedCount: number;
  readonly baselineUg: bigint;
}

/** Grams that were retired in the period, of one kind. */
export interface RetiredSums {
  readonly status: string;
  readonly mitigation: string | null;
  readonly pathway: string | null;
  readonly registry: string;
  readonly country: string | null;
  readonly adjustment: string | null;
  readonly grams: bigint;
}

export interface ReversedRetirement {
  readonly retirementId: string;
  readonly grams: bigint;
  readonly retiredAtMs: number;
  readonly reversedAtMs: number;
  readonly reason: string;
}

/** All that a report is made of, of one moment. */
export interface ReportFacts {
  readonly position: Position;
  /** When the newest of these entries and rows was recorded; null: there is none. */
  readonly newestAtMs: number | null;
  readonly log: readonly LogSums[];
  readonly workloads: readonly WorkloadSums[];
  /** Ids of workloads, in order, the first 100 at most; how many there are is the count of their sums. */
  readonly withoutUnit: readonly string[];
  readonly withoutBaseline: readonly string[];
  /** Settled anew; of the ids the first 100 at most. */
  readonly restated: { readonly count: number; readonly ids: readonly string[] };
  readonly retired: readonly RetiredSums[];
  /** The newest, 100 at most. */
  readonly reversals: readonly ReversedRetirement[];
  /** All of them. */
  readonly reversed: { readonly count: number; readonly grams: bigint };
}

/** A report, kept or not. */
export interface MadeReport {
  /** Null: not kept. */
  readonly version: number | null;
  /** Canonical JSON. */
  readonly content: string;
  readonly contentSha256: string;
}

/** A report in the books. */
export interface StoredReport extends MadeReport {
  readonly version: number;
  readonly position: Position;
  /** Of what it tells but its sentences, version, time and sequences. */
  readonly figuresSha256: string;
  readonly generatedAtMs: number;
}

export interface ReportStore {
  facts(scope: ReportScope): Promise<ReportFacts>;
  /**
   * What `choose` gives: the newest report itself, or one that is added after it.
   * @param position of the figures @returns null where the newest one is of a later position: the figures are out of date
   */
  keep(
    scope: ReportScope,
    position: Position,
    choose: (newest: StoredReport | null) => StoredReport,
  ): Promise<StoredReport | null>;
}
