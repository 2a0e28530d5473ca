import { toIso } from '@ecobe/carbon';
import { MonthlyPartitions } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import type { ForecastRetention } from '../ports/forecast-retention';

/** The scores of a day go with it. */
const DROP_DAYS = 'DELETE FROM forecasting.scored_day WHERE target_day < $1';

export class ForecastRetentionRepository implements ForecastRetention {
  constructor(private readonly dataSource: DataSource) {}

  async dropBefore(beforeMs: number): Promise<{ months: number; days: number }> {
    const partitions = new MonthlyPartitions(this.dataSource, 'forecasting.carbon_forecast');
    const months = await partitions.dropBefore(beforeMs);
    const [, days] = (await this.dataSource.query(DROP_DAYS, [toIso(beforeMs)])) as [unknown, number];
    return { months, days };
  }
}
