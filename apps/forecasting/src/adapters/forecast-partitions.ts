import type { DataSource } from 'typeorm';

/** Any constant of our own: two replicas must not make the same partition at once. */
const PARTITION_LOCK_ID = 3_625_003;

const monthOf = (instant: Date): string => instant.toISOString().slice(0, 7);

/** Makes the monthly partitions of `carbon_forecast` before rows of those months arrive. */
export class ForecastPartitions {
  private readonly existing = new Set<string>();

  constructor(private readonly dataSource: DataSource) {}

  /** Ensures the partition that forecasts issued at the instant (epoch ms) belong to. */
  async ensure(issuedAtMs: number): Promise<void> {
    const issuedAt = new Date(issuedAtMs);
    const month = monthOf(issuedAt);
    if (this.existing.has(month)) return;
    const nextMonth = monthOf(new Date(Date.UTC(issuedAt.getUTCFullYear(), issuedAt.getUTCMonth() + 1)));
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK_ID]);
      await manager.query(
        `CREATE TABLE IF NOT EXISTS forecasting.carbon_forecast_${month.replace('-', '_')}
           PARTITION OF forecasting.carbon_forecast
           FOR VALUES FROM ('${month}-01T00:00:00Z') TO ('${nextMonth}-01T00:00:00Z')`,
      );
    });
    this.existing.add(month);
  }
}
