import { DAY_MS, toIso } from '@ecobe/carbon';
import type { Interval, SeriesKey } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type { ForecastOfDay, ScoredDay } from '../ports/day-score';
import type { DayStates, FirstDayScore, ForecastSeries, ScoreStore, ScoreTotals } from '../ports/score-store';
import { bucketFigures, figuresByColumn } from './forecast-score.columns';
import { dayStatesOf, forecastOfDay } from './forecast-score.rows';
import type { DayStateRow, FirstDayRow, ForecastOfDayRow, TotalsRow, TruthRow } from './forecast-score.rows';
import * as sql from './forecast-score.sql';

const seriesOf = ({ zone, signal, basis }: SeriesKey): string[] => [zone, signal, basis];

/** Scores of issued forecasts in PostgreSQL. */
export class ForecastScoreRepository implements ScoreStore {
  constructor(private readonly dataSource: DataSource) {}

  async forecastSeries(sinceMs: number): Promise<ForecastSeries[]> {
    const rows = await this.dataSource.query<(SeriesKey & { firstIssuedAt: Date })[]>(sql.FORECAST_SERIES, [
      toIso(sinceMs),
    ]);
    return rows.map(({ firstIssuedAt, ...key }) => ({
      key,
      firstDayMs: Math.floor(firstIssuedAt.getTime() / DAY_MS) * DAY_MS,
    }));
  }

  async dayStates(key: SeriesKey, { startMs, endMs }: Interval): Promise<DayStates> {
    const span = [toIso(startMs), toIso(endMs)];
    return dayStatesOf(
      await this.dataSource.query<DayStateRow[]>(sql.DAY_STATES, [...seriesOf(key), ...span]),
    );
  }

  async forecastsOf(key: SeriesKey, dayMs: number): Promise<ForecastOfDay[]> {
    const parameters = [...seriesOf(key), toIso(dayMs)];
    const rows = await this.dataSource.query<ForecastOfDayRow[]>(sql.FORECASTS_OF_DAY, parameters);
    return rows.map(forecastOfDay);
  }

  async saveDay(day: ScoredDay, readAt: string): Promise<boolean> {
    const { key, truth, quality, source, forecastCount, buckets } = day;
    const ofDay = [...seriesOf(key), truth.isSimulated, toIso(truth.dayMs)];
    return this.dataSource.transaction(async (manager) => {
      const claim = [...ofDay, readAt, truth.values, truth.endedHours, forecastCount, quality, source];
      const claimed = await manager.query<unknown[]>(sql.CLAIM_DAY, claim);
      if (claimed.length === 0) return false;
      await manager.query(sql.DELETE_SCORES, ofDay);
      if (buckets.length === 0) return true;
      const leads = buckets.map(({ fromLeadHours }) => fromLeadHours);
      const models = buckets.map(({ model }) => model);
      await manager.query(sql.INSERT_SCORES, [...ofDay, leads, models, ...figuresByColumn(buckets)]);
      return true;
    });
  }

  async totals(key: SeriesKey, isSimulated: boolean, { startMs, endMs }: Interval): Promise<ScoreTotals> {
    const parameters = [...seriesOf(key), isSimulated, toIso(startMs), toIso(endMs)];
    const [rows, [truth]] = await Promise.all([
      this.dataSource.query<TotalsRow[]>(sql.TOTALS, parameters),
      this.dataSource.query<TruthRow[]>(sql.TRUTH_OF_TOTALS, parameters),
    ]);
    const buckets = rows.map(({ fromLeadHours, model, ...figures }) => ({
      fromLeadHours,
      model,
      ...bucketFigures(figures),
    }));
    return { buckets, quality: truth?.quality ?? null, sources: truth?.sources ?? [] };
  }

  async firstDays({ startMs, endMs }: Interval): Promise<FirstDayScore[]> {
    const span = [toIso(startMs), toIso(endMs)];
    const rows = await this.dataSource.query<FirstDayRow[]>(sql.FIRST_DAYS, span);
    return rows.map(({ zone, signal, basis, day, ...figures }) => ({
      key: { zone, signal, basis },
      dayMs: day.getTime(),
      sums: bucketFigures(figures).sums,
    }));
  }
}
