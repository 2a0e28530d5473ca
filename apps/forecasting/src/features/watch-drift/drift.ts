import { DAY_MS, seriesId } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import { NO_HOURS, addSums, figuresOf } from '@ecobe/forecast';
import type { FirstDayScore } from '../../ports/score-store';

/** Days in a row that tell of drift. */
export const DRIFT_DAYS = 3;
/** The newest of them may lie so far back: truths come late. */
export const LATEST_DAYS_BACK = 2;
/** An hourly forecast says 24 x 24 hours of a day at leads 0-23; with less than half of them a day tells nothing. */
const MIN_HOURS_A_DAY = 288;
/** Forecasts are kept with two decimals, so a model that is the baseline itself differs from it by less than this. */
const ROUNDING = 0.001;

/** How the first-day forecasts of a real series did over the last three whole days. */
export interface SeriesDrift {
  readonly key: SeriesKey;
  readonly skill: number;
  readonly mapePercent: number;
  readonly seasonalNaiveMapePercent: number;
  /** Whether they were worse than the seasonal naive on each of the days. */
  readonly isDrifting: boolean;
}

/** Series whose last three days tell something; `todayMs` starts the running UTC day, which is not over yet. */
export function driftOf(scores: readonly FirstDayScore[], todayMs: number): SeriesDrift[] {
  const bySeries = new Map<string, FirstDayScore[]>();
  for (const score of scores) {
    if (score.dayMs >= todayMs || score.sums.hourCount < MIN_HOURS_A_DAY) continue;
    const id = seriesId(score.key);
    bySeries.set(id, [...(bySeries.get(id) ?? []), score]);
  }
  return [...bySeries.values()].flatMap((days) => driftOfSeries(days, todayMs) ?? []);
}

function driftOfSeries(days: FirstDayScore[], todayMs: number): SeriesDrift | null {
  const last = days.sort((a, b) => a.dayMs - b.dayMs).slice(-DRIFT_DAYS);
  const [first, newest] = [last[0], last.at(-1)];
  const isWhole =
    first !== undefined &&
    newest !== undefined &&
    newest.dayMs - first.dayMs === (DRIFT_DAYS - 1) * DAY_MS &&
    newest.dayMs >= todayMs - LATEST_DAYS_BACK * DAY_MS;
  if (!isWhole) return null;
  const { skill, mapePercent, seasonalNaiveMapePercent } = figuresOf(
    last.map(({ sums }) => sums).reduce(addSums, NO_HOURS),
  );
  if (skill === null || mapePercent === null || seasonalNaiveMapePercent === null) return null;
  const isDrifting = last.every(({ sums }) => (figuresOf(sums).skill ?? 0) < -ROUNDING);
  return { key: first.key, skill, mapePercent, seasonalNaiveMapePercent, isDrifting };
}
