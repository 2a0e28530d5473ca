import type { DataSource } from 'typeorm';

/** Any constant of our own: two replicas must not make the same partition at once. */
const PARTITION_LOCK_ID = 3_625_002;

const monthOf = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 7);

function monthAfter(month: string): string {
  const start = new Date(`${month}-01T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() + 1);
  return start.toISOString().slice(0, 7);
}

/** Makes the monthly partitions of a table that is parted by an instant, before rows of those months arrive. */
export class MonthlyPartitions {
  private readonly existing = new Set<string>();

  /** @param table With its schema: `ingestion.carbon_intensity`. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly table: string,
  ) {}

  /** Ensures the partitions of all these instants (epoch ms). */
  async ensure(instantsMs: Iterable<number>): Promise<void> {
    const missing = new Set<string>();
    for (const instantMs of instantsMs) {
      const month = monthOf(instantMs);
      if (!this.existing.has(month)) missing.add(month);
    }
    if (missing.size === 0) return;
    await this.create([...missing].sort());
    for (const month of missing) this.existing.add(month);
  }

  private async create(months: string[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK_ID]);
      for (const month of months) {
        await manager.query(
          `CREATE TABLE IF NOT EXISTS ${this.table}_${month.replace('-', '_')}
             PARTITION OF ${this.table}
             FOR VALUES FROM ('${month}-01T00:00:00Z') TO ('${monthAfter(month)}-01T00:00:00Z')`,
        );
      }
    });
  }
}
