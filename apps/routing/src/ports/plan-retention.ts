/** History of plans that nobody needs any more. */
export interface PlanRetention {
  /**
   * Removes plans that were made before an instant, epoch ms, in portions: neither the first of a workload nor the one that counts.
   * @returns how many are gone
   */
  removeBefore(beforeMs: number): Promise<number>;
}
