import { toIso } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type { DriftLog, DriftNotice } from '../ports/drift-log';

const NOTICE = `
  INSERT INTO forecasting.forecast_drift
         (zone, signal, basis, noticed_day, skill, mape_percent, seasonal_naive_mape_percent)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT DO NOTHING
   RETURNING true`;

/** Noticed drifts in PostgreSQL. */
export class ForecastDriftRepository implements DriftLog {
  constructor(private readonly dataSource: DataSource) {}

  async noticeOnce(notice: DriftNotice, act: () => Promise<void>): Promise<boolean> {
    const { zone, signal, basis } = notice.key;
    const figures = [notice.skill, notice.mapePercent, notice.seasonalNaiveMapePercent];
    return this.dataSource.transaction(async (manager) => {
      const parameters = [zone, signal, basis, toIso(notice.dayMs), ...figures];
      const noticed = await manager.query<unknown[]>(NOTICE, parameters);
      if (noticed.length === 0) return false;
      await act();
      return true;
    });
  }
}
