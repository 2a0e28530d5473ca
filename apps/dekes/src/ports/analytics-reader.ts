/** Sums over all runs, in gCO2eq. */
export interface DekesSums {
  readonly workloads: number;
  readonly settledAvoidedG: number;
  readonly settledWorkloads: number;
  readonly unsettledAvoidedG: number;
  readonly unsettledWorkloads: number;
  readonly withoutAvoided: number;
  /** gCO2eq/kWh weighted by energy; null without a settled run. */
  readonly meanGPerKwh: number | null;
  readonly intensityWorkloads: number;
}

export interface AnalyticsReader {
  sums(): Promise<DekesSums>;
}
