import { DAY_MS, parseSeriesId, seriesId } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { ScoreStore } from '../../ports/score-store';
import type { ScoreSeriesUseCase } from './score-series.use-case';

const CONCURRENCY = 4;
/** A forecast reaches so far beyond the day of its issue. */
const REACH_DAYS = 4;

/** What became of a round. */
export interface ScoreRound {
  series: number;
  /** Days that were scored, for the first time or anew. */
  days: number;
  /** Series whose truth or scores could not be read or written; the next round tries them again. */
  failed: { seriesId: string; error: unknown }[];
}

/** Scores many series, a few at a time; one that fails does not stop the others. */
export class ScoreManyUseCase {
  constructor(
    private readonly scoreSeries: Pick<ScoreSeriesUseCase, 'score'>,
    private readonly scores: Pick<ScoreStore, 'forecastSeries'>,
    private readonly clock: Clock,
  ) {}

  /** Every series with forecasts of the last days, from its first forecast on. */
  async scoreAll(days: number): Promise<ScoreRound> {
    const sinceMs = this.clock.nowMs() - days * DAY_MS;
    const series = await this.scores.forecastSeries(sinceMs - REACH_DAYS * DAY_MS);
    return this.run(
      series.map(({ key, firstDayMs }) => ({ id: seriesId(key), sinceMs: Math.max(sinceMs, firstDayMs) })),
    );
  }

  async scoreThese(seriesIds: readonly string[], days: number): Promise<ScoreRound> {
    const sinceMs = this.clock.nowMs() - days * DAY_MS;
    return this.run([...new Set(seriesIds)].map((id) => ({ id, sinceMs })));
  }

  private async run(waiting: { id: string; sinceMs: number }[]): Promise<ScoreRound> {
    const round: ScoreRound = { series: waiting.length, days: 0, failed: [] };
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { id, sinceMs } = next;
        try {
          const days = await this.scoreSeries.score(parseSeriesId(id), sinceMs);
          round.days += days;
        } catch (error) {
          round.failed.push({ seriesId: id, error });
        }
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return round;
  }
}
