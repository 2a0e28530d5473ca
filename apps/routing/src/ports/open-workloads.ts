/** Workloads that somebody has still to do something about. */
export interface OpenWorkloads {
  readonly accepted: number;
  readonly planned: number;
  readonly dead: number;
  /** How long the one that should have started first has been due, seconds of the suite's clock; 0 where none is. */
  readonly longestDueSeconds: number;
}

export interface OpenWorkloadsReader {
  open(nowMs: number): Promise<OpenWorkloads>;
}
