import type { DataSource } from 'typeorm';
import { withRefusals } from './store-faults';

/** Longer than any delivery of a message is repeated. */
const KEPT_DAYS = 7;
/** Rows of one statement. */
const LARGEST_PORTION = 5_000;

/** A call without a key is kept under one that is made for it and that no caller knows: `call:` and a random id. */
const PRUNE = `
  DELETE FROM credits.idempotency_key WHERE ctid = ANY (ARRAY(SELECT ctid FROM credits.idempotency_key
    WHERE key LIKE 'call:%' AND created_at < now() - ${KEPT_DAYS} * interval '1 day' LIMIT ${LARGEST_PORTION}))`;

/** Ends the keeping of commands that can be repeated by nobody. Those under a caller's key stay as long as the books. */
export class CommandRetentionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns how many were dropped. @throws ProblemError 503 `LEDGER_BUSY` */
  async prune(): Promise<number> {
    for (let count = 0; ;) {
      const [, dropped] = await withRefusals(this.dataSource.query<[unknown[], number]>(PRUNE));
      count += dropped;
      if (dropped < LARGEST_PORTION) return count;
    }
  }
}
