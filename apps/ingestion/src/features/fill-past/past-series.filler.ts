import type { Interval } from '@ecobe/carbon';
import type { CarbonSource } from '../../ports/carbon-source';
import type { PastFiller } from '../../ports/past-filler';
import type { ProviderRecord } from '../../ports/provider-status';
import { sourcesOf } from '../record-observations/record-reading.use-case';
import type { RecordReadingUseCase } from '../record-observations/record-reading.use-case';

/**
 * Intensity and generation of the months before the four weeks that every zone is caught up with. Only the best source of a
 * zone is asked, so that a series does not change its maker, and its level with it, in the middle of what is learnt from.
 */
export class PastSeriesFiller implements PastFiller {
  readonly oldestMs = Number.NEGATIVE_INFINITY;
  readonly zones: readonly string[];
  private readonly sourceByZone = new Map<string, CarbonSource>();

  constructor(
    sources: readonly CarbonSource[],
    private readonly recordReading: Pick<RecordReadingUseCase, 'run'>,
    private readonly board: { of(source: string): ProviderRecord },
    zoneIds: readonly string[],
  ) {
    for (const zone of zoneIds) {
      const [best] = sourcesOf(sources, zone);
      if (best?.keepsYears === true) this.sourceByZone.set(zone, best);
    }
    this.zones = [...this.sourceByZone.keys()];
  }

  sourceOf(zone: string): string {
    return this.source(zone).name;
  }

  async fill(zone: string, span: Interval): Promise<void> {
    const source = this.source(zone);
    const reading = await source.fetchRange(zone, span);
    await this.recordReading.run(zone, reading, this.board.of(source.name), span.startMs);
    if (reading.fault !== undefined) throw reading.fault;
  }

  private source(zone: string): CarbonSource {
    const source = this.sourceByZone.get(zone);
    if (source === undefined) throw new RangeError(`${zone} has no source that keeps years`);
    return source;
  }
}
