import { DAY_MS, HOUR_MS, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { regularMs } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { WatchDriftUseCase } from '../watch-drift/watch-drift.use-case';
import type { ScoreManyUseCase, ScoreRound } from './score-many.use-case';

export const SCORE_QUEUE = 'forecasting-score';

export interface ScoreJob {
  /** Null: all series. */
  seriesIds: string[] | null;
  /** How far back truths are looked at. */
  days: number;
}

/** Truths of the last week come late and are corrected; a look that finds nothing new costs little. */
export const RECENT_DAYS = 8;
/** As far back as anybody can ask for the accuracy. */
const ALL_DAYS = 366;

/**
 * Scores forecasts as jobs: when truths were told, every hour in case a telling was lost, and once a day, and at boot,
 * as far back as scores go. Drift is looked for after every round.
 */
export class ScoreForecastsProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly scoreMany: Pick<ScoreManyUseCase, 'scoreAll' | 'scoreThese'>,
    private readonly watchDrift: Pick<WatchDriftUseCase, 'watch'>,
    private readonly settings: Pick<Settings, 'ECOBE_CLOCK_SPEED'>,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process<ScoreJob>(SCORE_QUEUE, (job) => this.run(job));
    const queue = this.queues.queue<ScoreJob>(SCORE_QUEUE);
    const all = (days: number): ScoreJob => ({ seriesIds: null, days });
    await queue.every(
      'score-round',
      regularMs(HOUR_MS, this.settings.ECOBE_CLOCK_SPEED),
      'round',
      all(RECENT_DAYS),
    );
    await queue.every('score-all', regularMs(DAY_MS, this.settings.ECOBE_CLOCK_SPEED), 'all', all(ALL_DAYS));
    await queue.add('boot', all(ALL_DAYS), { jobId: `boot-${toIso(startOfHour(this.clock.nowMs()))}` });
  }

  private async run({ payload: { seriesIds, days } }: JobToDo<ScoreJob>): Promise<void> {
    const round = await (seriesIds === null
      ? this.scoreMany.scoreAll(days)
      : this.scoreMany.scoreThese(seriesIds, days));
    this.report(round);
    if (seriesIds === null) await this.watch();
    if (round.failed.length > 0) throw new Error(`${round.failed.length} series could not be scored`);
  }

  private async watch(): Promise<void> {
    for (const { key, skill, mapePercent, seasonalNaiveMapePercent } of await this.watchDrift.watch()) {
      const drift = { ...key, skill, mapePercent, seasonalNaiveMapePercent };
      this.log.warn(drift, 'forecasts were worse than the seasonal naive for three days; training asked for');
    }
  }

  private report({ series, days, failed }: ScoreRound): void {
    if (days > 0) this.log.debug({ series, days }, 'forecasts scored');
    for (const { seriesId, error } of failed) this.log.warn({ seriesId, err: error }, 'scoring failed');
  }
}
