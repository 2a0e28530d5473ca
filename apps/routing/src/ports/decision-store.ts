/** A decision as it is kept: texts, so that what was answered can be repeated byte for byte. */
export interface DecisionRecord {
  /** UUID whose order is that of time. */
  readonly decisionId: string;
  readonly operation: string;
  /** One command, however often it is sent. */
  readonly idempotencyKey: string;
  /** SHA-256 of operation and request, hexadecimal. */
  readonly requestHash: string;
  /** Epoch ms */
  readonly decidedAtMs: number;
  /** JSON text of everything that the outcome depends on. */
  readonly inputs: string;
  /** JSON text of the answer. */
  readonly outcome: string;
}

/** Where decisions are kept for good. */
export interface DecisionStore {
  /** Durable once it resolves. The record that stands under that key: this one, or an earlier one, which is kept. */
  record(decision: DecisionRecord): Promise<DecisionRecord>;
  findByKey(idempotencyKey: string): Promise<DecisionRecord | null>;
  findById(decisionId: string): Promise<DecisionRecord | null>;
}
