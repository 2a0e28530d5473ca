import { seriesId } from '@ecobe/carbon';
import type { CarbonObservation, Clock } from '@ecobe/carbon';
import type { CarbonSource, SourceReading } from '../../ports/carbon-source';
import type { ObservationWriter } from '../../ports/observation-store';
import type { ProviderRecord } from '../../ports/provider-status';
import { admit } from './quality-gate';

/** Told of every series that got new rows. */
export type Touch = (seriesIds: string[]) => void;

/** Lets a source's reading through the quality gate and stores what is good of it. */
export class RecordReadingUseCase {
  constructor(
    private readonly writer: ObservationWriter,
    private readonly clock: Clock,
    private readonly touch: Touch,
  ) {}

  /**
   * @param oldestMs where a past was asked for that is older than a usual one
   * @returns the good values, whether new or known already.
   */
  async run(
    zone: string,
    { candidates, generation }: SourceReading,
    record: ProviderRecord,
    oldestMs?: number,
  ): Promise<CarbonObservation[]> {
    const knownAtMs = this.clock.nowMs();
    const { admitted, rejected } = admit(candidates, zone, knownAtMs, oldestMs);
    record.rejected(rejected);
    const added = await this.writer.record(admitted);
    const hours = new Set(admitted.map(({ validAtMs }) => validAtMs));
    // generation stands and falls with the intensity made from it
    const kept = generation.filter((row) => row.zone === zone && hours.has(row.validAtMs));
    await this.writer.recordGeneration(kept.map((row) => ({ ...row, knownAtMs })));
    if (added > 0) this.touch([...new Set(admitted.map(seriesId))]);
    return admitted;
  }
}

/** Sources of a zone, best first. */
export const sourcesOf = (sources: readonly CarbonSource[], zone: string): CarbonSource[] =>
  sources.filter((source) => source.covers(zone));
