import { setTimeout as sleep } from 'node:timers/promises';
import { parseSeriesId } from '@ecobe/carbon';
import type { GridSnapshotReader } from '@ecobe/contracts';
import type { IssueForecastUseCase, IssueOptions } from './issue-forecast.use-case';
import { InputsAwayError } from './trained-inputs';

const CONCURRENCY = 4;
/** A service that restarts is back after so long. */
const RETRY_AFTER_MS = 5_000;

/** What became of a round. */
export interface IssueRound {
  issued: number;
  kept: number;
  /** Series without a forecast, each with its reason. */
  refused: { seriesId: string; reason: string }[];
  /** Series that could not be asked for or stored; they are tried again. */
  failed: { seriesId: string; error: unknown }[];
}

/** Issues the forecasts of many series, a few at a time; one that fails does not stop the others. */
export class IssueManyUseCase {
  constructor(
    private readonly issueForecast: Pick<IssueForecastUseCase, 'issue'>,
    private readonly snapshot: GridSnapshotReader,
    private readonly retryAfterMs = RETRY_AFTER_MS,
  ) {}

  /** Every series that ingestion has a value of. */
  issueAll(): Promise<IssueRound> {
    const ids = this.snapshot.seriesIds().filter((id) => this.snapshot.current(id) !== undefined);
    return this.issueThese(ids);
  }

  /** A series for which something was away is tried once more; after that, a simpler forecast is better than none. */
  async issueThese(seriesIds: readonly string[]): Promise<IssueRound> {
    const round: IssueRound = { issued: 0, kept: 0, refused: [], failed: [] };
    const lacking = await this.issueEach(seriesIds, round, { mayDegrade: false });
    if (lacking.length > 0) {
      await sleep(this.retryAfterMs);
      await this.issueEach(lacking, round, { mayDegrade: true });
    }
    return round;
  }

  /** @returns the series for which something was away */
  private async issueEach(
    ids: readonly string[],
    round: IssueRound,
    options: IssueOptions,
  ): Promise<string[]> {
    const waiting = [...new Set(ids)];
    const lacking: string[] = [];
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        if (!(await this.issueOne(id, round, options))) lacking.push(id);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return lacking;
  }

  /** @returns false where it should be tried again */
  private async issueOne(seriesId: string, round: IssueRound, options: IssueOptions): Promise<boolean> {
    try {
      const outcome = await this.issueForecast.issue(parseSeriesId(seriesId), options);
      if (outcome.kind === 'refused') round.refused.push({ seriesId, reason: outcome.reason });
      else round[outcome.kind] += 1;
    } catch (error) {
      if (error instanceof InputsAwayError) return false;
      round.failed.push({ seriesId, error });
    }
    return true;
  }
}
