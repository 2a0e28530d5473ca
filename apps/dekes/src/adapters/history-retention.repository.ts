import type { DataSource } from 'typeorm';
import type { HistoryRetention, RemovedHistory } from '../ports/history-retention';

/** Deleted in one statement, so that nobody waits long for what it locks. */
const PORTION = 1_000;

const MESSAGES = `
  DELETE FROM dekes.dekes_message WHERE key IN (
    SELECT key FROM dekes.dekes_message WHERE status IN ('delivered', 'dead') AND created_at < $1
    ORDER BY created_at LIMIT $2)`;

/** One whose end comes in at this moment is skipped, and is no mere advice the next time. */
const ADVICE = `
  DELETE FROM dekes.dekes_workload WHERE id IN (
    SELECT id FROM dekes.dekes_workload w WHERE status = 'decided' AND created_at < $1
      AND NOT EXISTS (SELECT FROM dekes.dekes_message m WHERE m.workload_id = w.id)
      AND NOT EXISTS (SELECT FROM dekes.dekes_settlement s WHERE s.workload_id = w.id)
    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)`;

export class HistoryRetentionRepository implements HistoryRetention {
  constructor(
    private readonly dataSource: DataSource,
    private readonly portion = PORTION,
  ) {}

  async removeBefore(beforeMs: number): Promise<RemovedHistory> {
    const messages = await this.remove(MESSAGES, beforeMs);
    return { messages, advice: await this.remove(ADVICE, beforeMs) };
  }

  private async remove(sql: string, beforeMs: number): Promise<number> {
    for (let removed = 0; ;) {
      const parameters = [new Date(beforeMs), this.portion];
      const [, count] = await this.dataSource.query<[unknown[], number]>(sql, parameters);
      removed += count;
      if (count < this.portion) return removed;
    }
  }
}
