import { DAY_MS, seriesId } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { DriftLog } from '../../ports/drift-log';
import type { ScoreStore } from '../../ports/score-store';
import { DRIFT_DAYS, LATEST_DAYS_BACK, driftOf } from './drift';
import type { SeriesDrift } from './drift';

/** Asks for the training of a series whose forecasts went bad. */
export type AskTraining = (seriesId: string) => Promise<void>;

const startOfDay = (instantMs: number): number => Math.floor(instantMs / DAY_MS) * DAY_MS;

/** Looks for series whose forecasts have become worse than the seasonal naive, and asks for their training. */
export class WatchDriftUseCase {
  constructor(
    private readonly scores: Pick<ScoreStore, 'firstDays'>,
    private readonly log: DriftLog,
    private readonly askTraining: AskTraining,
    private readonly clock: Clock,
  ) {}

  /** Every real series of which the last days tell something. */
  async read(): Promise<SeriesDrift[]> {
    const todayMs = startOfDay(this.clock.nowMs());
    const startMs = todayMs - (DRIFT_DAYS + LATEST_DAYS_BACK - 1) * DAY_MS;
    return driftOf(await this.scores.firstDays({ startMs, endMs: todayMs }), todayMs);
  }

  /** Asks for each drifting series at most once a day, however many replicas look. @returns those asked for now. */
  async watch(): Promise<SeriesDrift[]> {
    const dayMs = startOfDay(this.clock.nowMs());
    const noticed: SeriesDrift[] = [];
    for (const drift of await this.read()) {
      if (!drift.isDrifting) continue;
      const { key, skill, mapePercent, seasonalNaiveMapePercent } = drift;
      const notice = { key, dayMs, skill, mapePercent, seasonalNaiveMapePercent };
      const isNew = await this.log.noticeOnce(notice, () => this.askTraining(seriesId(key)));
      if (isNew) noticed.push(drift);
    }
    return noticed;
  }
}
