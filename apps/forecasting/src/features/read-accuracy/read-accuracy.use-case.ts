import { DAY_MS, seriesId, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock, SeriesKey } from '@ecobe/carbon';
import type { ForecastAccuracyAnswer, GridSnapshotReader, ReadAccuracyRequest } from '@ecobe/contracts';
import type { ForecastStore } from '../../ports/forecast-store';
import type { ScoreStore, ScoreTotals } from '../../ports/score-store';
import { seriesOfRegion } from '../read-forecast/series-of-region';
import { accuracyOf, excludedHours, leadAccuracy, modelAccuracies } from './accuracy-of';

const METHOD = 'forecasts that were issued, the first of each hour, against the newest known truth';
const ALL_LEADS = { fromLeadHours: 0, toLeadHours: 96 };
const FIRST_HOURS = { fromLeadHours: 0, toLeadHours: 6 };
const DAYS_OF_LEAD = [0, 24, 48, 72].map((fromLeadHours) => ({
  fromLeadHours,
  toLeadHours: fromLeadHours + 24,
}));
const NO_TOTALS: ScoreTotals = { buckets: [], quality: null, sources: [] };

/** Tells how good the forecasts turned out that were issued for a zone. */
export class ReadAccuracyUseCase {
  constructor(
    private readonly scores: Pick<ScoreStore, 'totals'>,
    private readonly forecasts: Pick<ForecastStore, 'newest'>,
    private readonly snapshot: Pick<GridSnapshotReader, 'current'>,
    private readonly clock: Clock,
  ) {}

  /**
   * Where nothing was issued or judged the figures are null with the reason: that is an answer, no error.
   * @throws ProblemError 400 `UNKNOWN_REGION`
   */
  async read({ region, days, basis }: ReadAccuracyRequest): Promise<ForecastAccuracyAnswer> {
    const key = seriesOfRegion(region, basis);
    const nowMs = this.clock.nowMs();
    const endMs = startOfHour(nowMs);
    const startMs = Math.floor(nowMs / DAY_MS) * DAY_MS - days * DAY_MS;
    const isSimulated = await this.isSimulated(key, nowMs);
    const totals =
      isSimulated === null ? NO_TOTALS : await this.scores.totals(key, isSimulated, { startMs, endMs });
    const { buckets, quality, sources } = totals;
    return {
      region,
      ...key,
      source: sources.length === 0 ? null : sources.join(' + '),
      quality,
      period: { start: toIso(startMs), end: toIso(endMs), days },
      method: METHOD,
      overall: leadAccuracy(buckets, ALL_LEADS),
      firstHours: leadAccuracy(buckets, FIRST_HOURS),
      buckets: DAYS_OF_LEAD.map((lead) => leadAccuracy(buckets, lead)),
      models: modelAccuracies(buckets),
      excluded: excludedHours(buckets),
      reason: whyNothing(key, isSimulated, totals),
    };
  }

  /** The kind that the series is of now; of a series that is gone, the kind of its newest forecast. */
  private async isSimulated(key: SeriesKey, nowMs: number): Promise<boolean | null> {
    const quality =
      this.snapshot.current(seriesId(key))?.quality ?? (await this.forecasts.newest(key, nowMs))?.quality;
    return quality === undefined ? null : quality === 'simulated';
  }
}

function whyNothing(
  { zone, basis }: SeriesKey,
  isSimulated: boolean | null,
  { buckets }: ScoreTotals,
): string | null {
  if (accuracyOf(buckets).hourCount > 0) return null;
  const kind = isSimulated === true ? 'simulated ' : '';
  return buckets.length === 0
    ? `no ${kind}forecast of zone ${zone} (${basis}) was issued for an hour of the period that is over`
    : `forecasts of zone ${zone} (${basis}) were issued, but none of their hours could be judged yet`;
}
