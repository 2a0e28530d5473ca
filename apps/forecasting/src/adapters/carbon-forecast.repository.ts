import { toIso } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import { MonthlyPartitions } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import type { ForecastStore } from '../ports/forecast-store';
import { endOf } from '../ports/issued-forecast';
import type { IssuedForecast } from '../ports/issued-forecast';
import { forecastOf } from './carbon-forecast.entity';
import type { CarbonForecast } from './carbon-forecast.entity';

/** Issued forecasts in PostgreSQL. */
export class CarbonForecastRepository implements ForecastStore {
  private readonly partitions: MonthlyPartitions;

  constructor(private readonly dataSource: DataSource) {
    this.partitions = new MonthlyPartitions(dataSource, 'forecasting.carbon_forecast');
  }

  async save(forecast: IssuedForecast): Promise<void> {
    await this.partitions.ensure([forecast.issuedAtMs]);
    await this.dataSource.query(
      `INSERT INTO forecasting.carbon_forecast
         (zone, signal, basis, issued_at, valid_from, valid_until, model, quality, source, last_observed_at,
          known_hours, values_g_per_kwh, p10_g_per_kwh, p90_g_per_kwh, naive_g_per_kwh, skill, model_id, skipped)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       ON CONFLICT (zone, signal, basis, issued_at) DO NOTHING`,
      [
        forecast.zone,
        forecast.signal,
        forecast.basis,
        toIso(forecast.issuedAtMs),
        toIso(forecast.startMs),
        toIso(endOf(forecast)),
        forecast.model,
        forecast.quality,
        forecast.source,
        toIso(forecast.lastObservedAtMs),
        forecast.knownHours,
        forecast.values,
        forecast.p10,
        forecast.p90,
        forecast.naive,
        JSON.stringify(forecast.skill),
        forecast.modelId,
        JSON.stringify(forecast.skipped),
      ],
    );
  }

  async newest({ zone, signal, basis }: SeriesKey, issuedByMs: number): Promise<IssuedForecast | null> {
    const [row] = await this.dataSource.query<CarbonForecast[]>(
      `SELECT * FROM forecasting.carbon_forecast
        WHERE zone = $1 AND signal = $2 AND basis = $3 AND issued_at <= $4
        ORDER BY issued_at DESC LIMIT 1`,
      [zone, signal, basis, toIso(issuedByMs)],
    );
    return row === undefined ? null : forecastOf(row);
  }

  async newestOfEach(sinceMs: number, issuedByMs: number): Promise<IssuedForecast[]> {
    const rows = await this.dataSource.query<CarbonForecast[]>(
      `SELECT DISTINCT ON (zone, signal, basis) * FROM forecasting.carbon_forecast
        WHERE issued_at > $1 AND issued_at <= $2
        ORDER BY zone, signal, basis, issued_at DESC`,
      [toIso(sinceMs), toIso(issuedByMs)],
    );
    return rows.map(forecastOf);
  }
}
