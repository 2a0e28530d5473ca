import type { DataSource } from 'typeorm';
import type { DecisionRecord, DecisionStore } from '../ports/decision-store';
import { GroupCommit } from './group-commit';

interface DecisionRow {
  id: string;
  operation: string;
  idempotency_key: string;
  request_hash: string;
  decided_at: Date;
  inputs: string;
  outcome: string;
}

const COLUMNS = 'id, operation, idempotency_key, request_hash, decided_at, inputs, outcome';

const COLUMN_COUNT = 7;
const LARGEST_GROUP = 128;

/** A row of parameters per decision. As arrays, every quote of the JSON texts would have to be escaped, which costs more than the rest. */
function insertOf(rowCount: number): string {
  const columns = Array.from({ length: COLUMN_COUNT }, (_, column) => column + 1);
  const rows = Array.from(
    { length: rowCount },
    (_, row) => `(${columns.map((column) => `$${row * COLUMN_COUNT + column}`).join(', ')})`,
  );
  return `
    INSERT INTO routing.routing_decision (${COLUMNS}) VALUES ${rows.join(', ')}
    ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`;
}

const parametersOf = (decision: DecisionRecord): unknown[] => [
  decision.decisionId,
  decision.operation,
  decision.idempotencyKey,
  decision.requestHash,
  new Date(decision.decidedAtMs),
  decision.inputs,
  decision.outcome,
];

const SELECT = `SELECT ${COLUMNS} FROM routing.routing_decision`;

const recordOf = (row: DecisionRow): DecisionRecord => ({
  decisionId: row.id,
  operation: row.operation,
  idempotencyKey: row.idempotency_key,
  requestHash: row.request_hash,
  decidedAtMs: row.decided_at.getTime(),
  inputs: row.inputs,
  outcome: row.outcome,
});

/** Decisions in PostgreSQL, written in groups: one statement and one commit for all that wait. */
export class DecisionRepository implements DecisionStore {
  private readonly commits = new GroupCommit(
    (decisions: readonly DecisionRecord[]) => this.insert(decisions),
    LARGEST_GROUP,
  );

  constructor(private readonly dataSource: DataSource) {}

  /** @throws ProblemError 503 while the database is away */
  record(decision: DecisionRecord): Promise<DecisionRecord> {
    return this.commits.add(decision);
  }

  async findByKey(idempotencyKey: string): Promise<DecisionRecord | null> {
    const [found] = await this.select('idempotency_key = $1', idempotencyKey);
    return found ?? null;
  }

  async findById(decisionId: string): Promise<DecisionRecord | null> {
    const [found] = await this.select('id = $1', decisionId);
    return found ?? null;
  }

  private async insert(decisions: readonly DecisionRecord[]): Promise<DecisionRecord[]> {
    const inserted = await this.dataSource.query<{ id: string }[]>(
      insertOf(decisions.length),
      decisions.flatMap((decision) => parametersOf(decision)),
    );
    if (inserted.length === decisions.length) return [...decisions];
    return this.withEarlier(decisions, new Set(inserted.map(({ id }) => id)));
  }

  /** Those that found their key taken stand for the record that took it. */
  private async withEarlier(
    decisions: readonly DecisionRecord[],
    insertedIds: ReadonlySet<string>,
  ): Promise<DecisionRecord[]> {
    const refused = decisions.filter(({ decisionId }) => !insertedIds.has(decisionId));
    const keys = refused.map(({ idempotencyKey }) => idempotencyKey);
    const earlier = new Map(
      (await this.select('idempotency_key = ANY($1)', keys)).map((record) => [record.idempotencyKey, record]),
    );
    return decisions.map((decision) => {
      if (insertedIds.has(decision.decisionId)) return decision;
      const record = earlier.get(decision.idempotencyKey);
      if (record === undefined)
        throw new Error(`decision ${decision.decisionId} was neither written nor found`);
      return record;
    });
  }

  private async select(condition: string, parameter: unknown): Promise<DecisionRecord[]> {
    const rows = await this.dataSource.query<DecisionRow[]>(`${SELECT} WHERE ${condition}`, [parameter]);
    return rows.map(recordOf);
  }
}
