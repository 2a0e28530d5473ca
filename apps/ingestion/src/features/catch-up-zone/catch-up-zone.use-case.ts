import { DAY_MS } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import type { CatchUpLog } from '../../ports/catch-up-log';
import { RECENT_MS } from '../refresh-snapshot/series-choice';
import type { SourceChain } from '../record-observations/source-chain';
import { covers } from '../record-observations/source-need';

/** Estimates are replaced by measured values within about a day; so much is read again. */
const REVISED_MS = DAY_MS;
/** Stands in the log for all sources of a zone together: how far its past is covered, whoever told it. */
const ALL_SOURCES = '*';

/**
 * Fills a zone's past: four weeks at first, later what has passed since, and the last day again for its revisions.
 * A source that keeps only a day makes way for the next, until the zone's hours are covered in both bases.
 */
export class CatchUpZoneUseCase {
  constructor(
    private readonly chain: SourceChain,
    private readonly catchUps: CatchUpLog,
    private readonly clock: Clock,
  ) {}

  async run(zone: string): Promise<void> {
    const endMs = this.clock.nowMs();
    const missing = await this.spanOf(zone, ALL_SOURCES, endMs);
    const { answered, isMet } = await this.chain.run(
      zone,
      async (source) => source.fetchRange(zone, await this.spanOf(zone, source.name, endMs)),
      covers(missing),
    );
    for (const source of answered) await this.catchUps.record(zone, source, endMs);
    if (isMet) await this.catchUps.record(zone, ALL_SOURCES, endMs);
  }

  private async spanOf(zone: string, source: string, endMs: number): Promise<Interval> {
    const caughtUpToMs = await this.catchUps.caughtUpTo(zone, source);
    const startMs = caughtUpToMs === null ? endMs - RECENT_MS : caughtUpToMs - REVISED_MS;
    return { startMs: Math.max(startMs, endMs - RECENT_MS), endMs };
  }
}
