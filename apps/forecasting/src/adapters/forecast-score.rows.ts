import type { Quality, SeriesKey } from '@ecobe/carbon';
import type { ForecastOfDay } from '../ports/day-score';
import type { DayScoredBy, DayState, DayStates } from '../ports/score-store';
import type { FigureRow } from './forecast-score.columns';

/** A day with one of its scored kinds; a day that was never scored has nulls. */
export interface DayStateRow {
  day: Date;
  readAt: string;
  forecastCount: number;
  isSimulated: boolean | null;
  truth: (number | null)[] | null;
  endedHours: number | null;
  scoredForecastCount: number | null;
  quality: Quality | null;
  source: string | null;
}

export interface ForecastOfDayRow {
  issuedAt: Date;
  validFrom: Date;
  model: string;
  isSimulated: boolean;
  from: Date;
  values: number[];
  p10: number[];
  p90: number[];
  naive: (number | null)[] | null;
}

export type TotalsRow = FigureRow & { fromLeadHours: number; model: string };
export type FirstDayRow = FigureRow & SeriesKey & { day: Date };

export interface TruthRow {
  quality: Quality;
  sources: string[];
}

/** The days of rows that are in the order of days. */
export function dayStatesOf(rows: readonly DayStateRow[]): DayStates {
  const days = new Map<number, DayState>();
  for (const row of rows) {
    const dayMs = row.day.getTime();
    const before = days.get(dayMs)?.scored ?? [];
    const scoredBy = scoredByOf(row);
    const scored = scoredBy === null ? before : [...before, scoredBy];
    days.set(dayMs, { dayMs, forecastCount: row.forecastCount, scored });
  }
  return { readAt: rows[0]?.readAt ?? '', days: [...days.values()] };
}

function scoredByOf(row: DayStateRow): DayScoredBy | null {
  const { isSimulated, truth: values, endedHours, scoredForecastCount: forecastCount, quality, source } = row;
  if (isSimulated === null || values === null || endedHours === null || forecastCount === null) return null;
  return { isSimulated, values, endedHours, forecastCount, quality, source };
}

export const forecastOfDay = (row: ForecastOfDayRow): ForecastOfDay => ({
  issuedAtMs: row.issuedAt.getTime(),
  startMs: row.validFrom.getTime(),
  model: row.model,
  isSimulated: row.isSimulated,
  fromMs: row.from.getTime(),
  values: row.values,
  p10: row.p10,
  p90: row.p90,
  naive: row.naive ?? [],
});
