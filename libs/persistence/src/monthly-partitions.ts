import type { DataSource, EntityManager } from 'typeorm';

/** Any constant of our own: two replicas must not make the same partition at once. */
const PARTITION_LOCK_ID = 3_625_002;

const monthOf = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 7);

function monthAfter(month: string): string {
  const start = new Date(`${month}-01T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() + 1);
  return start.toISOString().slice(0, 7);
}

/** Whether a partition's name ends with an earlier month; one that ends with none is nobody's to drop. */
const isBefore = (name: string, month: string): boolean => {
  const [, year, ofYear] = /_(\d{4})_(\d{2})$/.exec(name) ?? [];
  return year !== undefined && `${year}-${ofYear}` < month;
};

/** Makes the monthly partitions of a table that is parted by an instant, before rows of those months arrive. */
export class MonthlyPartitions {
  private readonly existing = new Set<string>();

  /**
   * @param table With its schema: `ingestion.carbon_intensity`.
   * @param guardOf What else a partition needs: row triggers come from the table, those of statements do not.
   */
  constructor(
    private readonly dataSource: DataSource,
    private readonly table: string,
    private readonly guardOf: (partition: string) => string | null = () => null,
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

  /**
   * Drops the partitions of months that ended by an instant, with all their rows. Meant for months long past: another
   * process that wrote to one of them lately takes it to be there still.
   * @returns how many
   */
  async dropBefore(instantMs: number): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK_ID]);
      const rows = await manager.query<{ name: string }[]>(
        'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass',
        [this.table],
      );
      const old = rows.filter(({ name }) => isBefore(name, monthOf(instantMs)));
      for (const { name } of old) await manager.query(`DROP TABLE ${name}`);
      this.existing.clear();
      return old.length;
    });
  }

  private async create(months: string[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK_ID]);
      for (const month of months) await this.attach(manager, month);
    });
  }

  /** A partition that is made first and attached then keeps neither readers nor writers of the table waiting. */
  private async attach(manager: EntityManager, month: string): Promise<void> {
    const name = `${this.table}_${month.replace('-', '_')}`;
    const [known] = await manager.query<{ there: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS there', [
      name,
    ]);
    if (known?.there === true) return;
    await manager.query(`CREATE TABLE ${name} (LIKE ${this.table} INCLUDING ALL EXCLUDING IDENTITY)`);
    const guard = this.guardOf(name);
    if (guard !== null) await manager.query(guard);
    await manager.query(
      `ALTER TABLE ${this.table} ATTACH PARTITION ${name}
         FOR VALUES FROM ('${month}-01T00:00:00Z') TO ('${monthAfter(month)}-01T00:00:00Z')`,
    );
  }
}
