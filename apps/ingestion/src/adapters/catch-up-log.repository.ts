import { toIso } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type { CatchUpLog } from '../ports/catch-up-log';

export class CatchUpLogRepository implements CatchUpLog {
  constructor(private readonly dataSource: DataSource) {}

  async caughtUpTo(zone: string, source: string): Promise<number | null> {
    const rows: { at: Date }[] = await this.dataSource.query(
      'SELECT caught_up_to AS at FROM ingestion.catch_up WHERE zone = $1 AND source = $2',
      [zone, source],
    );
    return rows[0]?.at.getTime() ?? null;
  }

  async record(zone: string, source: string, untilMs: number): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO ingestion.catch_up (zone, source, caught_up_to) VALUES ($1, $2, $3)
       ON CONFLICT (zone, source) DO UPDATE SET caught_up_to = EXCLUDED.caught_up_to`,
      [zone, source, toIso(untilMs)],
    );
  }
}
