import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { CurrentIntensity, GridSnapshotWriter } from '@ecobe/contracts';
import type { NewestValue, ObservationReader } from '../../ports/observation-store';
import { chooseSeries, recentSpan } from './series-choice';
import type { SimulationMode } from './series-choice';

/** Tells the other services which series have new observations. */
export type TellRecorded = (seriesIds: string[]) => Promise<void>;

const currentOf = (value: NewestValue): CurrentIntensity => ({
  zone: value.zone,
  signal: value.signal,
  basis: value.basis,
  carbonIntensity: value.carbonIntensityGPerKwh,
  source: value.source,
  quality: value.quality,
  validAt: toIso(value.validAtMs),
  resolutionMinutes: value.resolutionMinutes,
});

/** Brings the grid snapshot up to what PostgreSQL knows at this instant, no more and no less, and tells what changed. */
export class RefreshSnapshotUseCase {
  private readonly published = new Map<string, string>();

  constructor(
    private readonly reader: ObservationReader,
    private readonly snapshot: GridSnapshotWriter,
    private readonly tell: TellRecorded,
    private readonly clock: Clock,
    private readonly mode: SimulationMode,
  ) {}

  /** @param touched series of which rows were added, newest or not. @returns ids of the series told about. */
  async run(touched: Iterable<string> = []): Promise<string[]> {
    const nowMs = this.clock.nowMs();
    const chosen = chooseSeries(await this.reader.newest(recentSpan(nowMs), nowMs), this.mode);
    await this.snapshot.replaceCurrent([...chosen.values()].map(currentOf));
    for (const id of this.published.keys()) if (!chosen.has(id)) this.published.delete(id);
    const told = new Set([...touched].filter((id) => chosen.has(id)));
    for (const [id, value] of chosen) {
      const version = `${value.source}|${value.validAtMs}|${value.knownAtMs}`;
      if (this.published.get(id) !== version) told.add(id);
      this.published.set(id, version);
    }
    if (told.size > 0) await this.tell([...told]);
    return [...told];
  }
}
