import { GridOfSpec as HandFilledGrid } from '../../../../test/support/grid-of-spec';
import type { DecisionRecord, DecisionStore } from './decision-store';

export const NOW_MS = Date.UTC(2026, 2, 1, 12, 20);
export const clock = { nowMs: () => NOW_MS };

/** The snapshot of these specs, as at {@link NOW_MS}. */
export class GridOfSpec extends HandFilledGrid {
  constructor() {
    super(NOW_MS);
  }
}

/** Decisions in memory, with the same promise: the first record under a key stands. */
export class DecisionsInMemory implements DecisionStore {
  readonly records: DecisionRecord[] = [];

  async record(decision: DecisionRecord): Promise<DecisionRecord> {
    const earlier = await this.findByKey(decision.idempotencyKey);
    if (earlier !== null) return earlier;
    this.records.push(decision);
    return decision;
  }

  findByKey(key: string): Promise<DecisionRecord | null> {
    return Promise.resolve(this.records.find(({ idempotencyKey }) => idempotencyKey === key) ?? null);
  }

  findById(id: string): Promise<DecisionRecord | null> {
    return Promise.resolve(this.records.find(({ decisionId }) => decisionId === id) ?? null);
  }
}
