import { parseSeriesId } from '@ecobe/carbon';
import type { GridSnapshotReader } from '@ecobe/contracts';
import type { IssueForecastUseCase } from './issue-forecast.use-case';

const CONCURRENCY = 4;

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
  ) {}

  /** Every series that ingestion has a value of. */
  issueAll(): Promise<IssueRound> {
    const ids = this.snapshot.seriesIds().filter((id) => this.snapshot.current(id) !== undefined);
    return this.issueThese(ids);
  }

  async issueThese(seriesIds: readonly string[]): Promise<IssueRound> {
    const round: IssueRound = { issued: 0, kept: 0, refused: [], failed: [] };
    const waiting = [...new Set(seriesIds)];
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await this.issueOne(id, round);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return round;
  }

  private async issueOne(seriesId: string, round: IssueRound): Promise<void> {
    try {
      const outcome = await this.issueForecast.issue(parseSeriesId(seriesId));
      if (outcome.kind === 'refused') round.refused.push({ seriesId, reason: outcome.reason });
      else round[outcome.kind] += 1;
    } catch (error) {
      round.failed.push({ seriesId, error });
    }
  }
}
