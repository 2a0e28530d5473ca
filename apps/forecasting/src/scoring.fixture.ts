import { DAY_MS, HOUR_MS, seriesId } from '@ecobe/carbon';
import type { Interval, SeriesKey } from '@ecobe/carbon';
import { NO_HOURS, addSums } from '@ecobe/forecast';
import { FakeForecastStore } from './forecasting.fixture';
import type { BucketOfDay, ForecastOfDay, ScoredDay } from './ports/day-score';
import type { DriftLog, DriftNotice } from './ports/drift-log';
import type { IssuedForecast } from './ports/issued-forecast';
import type { DayStates, FirstDayScore, ForecastSeries, ScoreStore, ScoreTotals } from './ports/score-store';

const MAX_LEAD_HOURS = 95;

const isSame = (one: SeriesKey, other: SeriesKey): boolean => seriesId(one) === seriesId(other);
const isIn = ({ startMs, endMs }: Interval, instantMs: number): boolean =>
  instantMs >= startMs && instantMs < endMs;

/** Scores in memory, of the forecasts that a fake store holds. */
export class FakeScoreStore implements ScoreStore {
  saved: (ScoredDay & { readAt: number })[] = [];
  private readings = 0;

  constructor(private readonly forecasts: FakeForecastStore) {}

  forecastSeries(sinceMs: number): Promise<ForecastSeries[]> {
    const first = new Map<string, IssuedForecast>();
    const rows = this.forecasts.rows.filter(({ issuedAtMs }) => issuedAtMs >= sinceMs);
    for (const row of rows.sort((a, b) => b.issuedAtMs - a.issuedAtMs)) first.set(seriesId(row), row);
    return Promise.resolve(
      [...first.keys()].sort().flatMap((id) => {
        const row = first.get(id);
        if (row === undefined) return [];
        const { zone, signal, basis, issuedAtMs } = row;
        return [{ key: { zone, signal, basis }, firstDayMs: Math.floor(issuedAtMs / DAY_MS) * DAY_MS }];
      }),
    );
  }

  dayStates(key: SeriesKey, { startMs, endMs }: Interval): Promise<DayStates> {
    this.readings += 1;
    const days = Array.from({ length: (endMs - startMs) / DAY_MS }, (_, index) => {
      const dayMs = startMs + index * DAY_MS;
      const scored = this.saved
        .filter((day) => isSame(day.key, key) && day.truth.dayMs === dayMs)
        .map(({ truth: { isSimulated, values, endedHours }, forecastCount, quality, source }) => ({
          ...{ isSimulated, values, endedHours, forecastCount, quality, source },
        }));
      return { dayMs, forecastCount: this.speakingOf(key, dayMs).length, scored };
    });
    return Promise.resolve({ readAt: String(this.readings), days });
  }

  forecastsOf(key: SeriesKey, dayMs: number): Promise<ForecastOfDay[]> {
    return Promise.resolve(
      this.speakingOf(key, dayMs).map((row) => {
        const fromMs = Math.max(dayMs, row.startMs);
        const first = (fromMs - row.startMs) / HOUR_MS;
        const end = Math.min(MAX_LEAD_HOURS + 1, (dayMs + DAY_MS - row.startMs) / HOUR_MS);
        const { issuedAtMs, startMs, model, naive } = row;
        const cut = (curve: readonly number[]) => curve.slice(first, end);
        const curves = { values: cut(row.values), p10: cut(row.p10), p90: cut(row.p90) };
        return {
          issuedAtMs,
          startMs,
          model,
          isSimulated: row.quality === 'simulated',
          fromMs,
          ...curves,
          naive,
        };
      }),
    );
  }

  saveDay(day: ScoredDay, readAt: string): Promise<boolean> {
    const isThis = (other: ScoredDay) =>
      isSame(other.key, day.key) &&
      other.truth.dayMs === day.truth.dayMs &&
      other.truth.isSimulated === day.truth.isSimulated;
    const before = this.saved.find(isThis);
    if (before !== undefined && before.readAt > Number(readAt)) return Promise.resolve(false);
    this.saved = [...this.saved.filter((other) => !isThis(other)), { ...day, readAt: Number(readAt) }];
    return Promise.resolve(true);
  }

  totals(key: SeriesKey, isSimulated: boolean, span: Interval): Promise<ScoreTotals> {
    const days = this.saved.filter(
      (day) => isSame(day.key, key) && day.truth.isSimulated === isSimulated && isIn(span, day.truth.dayMs),
    );
    const told = days.filter(({ quality }) => quality !== null);
    const isMeasured = told.every(({ quality }) => quality === 'measured');
    const quality = isSimulated ? 'simulated' : isMeasured ? 'measured' : 'estimated';
    return Promise.resolve({
      buckets: merged(days.flatMap(({ buckets }) => buckets)),
      quality: told.length === 0 ? null : quality,
      sources: [...new Set(told.flatMap(({ source }) => source?.split(' + ') ?? []))].sort(),
    });
  }

  firstDays(span: Interval): Promise<FirstDayScore[]> {
    const scores = this.saved
      .filter(({ truth }) => !truth.isSimulated && isIn(span, truth.dayMs))
      .map(({ key, truth: { dayMs }, buckets }) => ({
        ...{ key, dayMs },
        isTold: buckets.some(({ fromLeadHours }) => fromLeadHours < 24),
        sums: buckets
          .filter(({ fromLeadHours }) => fromLeadHours < 24)
          .map(({ sums }) => sums)
          .reduce(addSums, NO_HOURS),
      }));
    const order = ({ key, dayMs }: FirstDayScore) => `${seriesId(key)} ${dayMs}`;
    return Promise.resolve(
      scores
        .filter(({ isTold }) => isTold)
        .map(({ key, dayMs, sums }) => ({ key, dayMs, sums }))
        .sort((a, b) => order(a).localeCompare(order(b))),
    );
  }

  private speakingOf(key: SeriesKey, dayMs: number): IssuedForecast[] {
    const span = { startMs: dayMs - MAX_LEAD_HOURS * HOUR_MS, endMs: dayMs + DAY_MS };
    return this.forecasts.rows
      .filter((row) => isSame(row, key) && isIn(span, row.issuedAtMs))
      .sort((a, b) => a.issuedAtMs - b.issuedAtMs);
  }
}

function merged(buckets: readonly BucketOfDay[]): BucketOfDay[] {
  const all = new Map<string, BucketOfDay>();
  for (const bucket of buckets) {
    const id = `${String(bucket.fromLeadHours).padStart(2, '0')} ${bucket.model}`;
    const before = all.get(id);
    if (before === undefined) all.set(id, bucket);
    else {
      const [one, other] = [before.excluded, bucket.excluded];
      const excluded = {
        noTruth: one.noTruth + other.noTruth,
        noBaseline: one.noBaseline + other.noBaseline,
        otherKind: one.otherKind + other.otherKind,
        repeated: one.repeated + other.repeated,
      };
      all.set(id, { ...bucket, sums: addSums(before.sums, bucket.sums), excluded });
    }
  }
  return [...all.keys()].sort().flatMap((id) => all.get(id) ?? []);
}

/** Notices in memory. */
export class FakeDriftLog implements DriftLog {
  readonly notices: DriftNotice[] = [];

  async noticeOnce(notice: DriftNotice, act: () => Promise<void>): Promise<boolean> {
    const isKnown = this.notices.some(({ key, dayMs }) => isSame(key, notice.key) && dayMs === notice.dayMs);
    if (isKnown) return false;
    await act();
    this.notices.push(notice);
    return true;
  }
}
