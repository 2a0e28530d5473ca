import { BASES, SOURCES, cloudRegionsOfZone, findZone, resolveRegion, zones } from '@ecobe/carbon';
import type { Clock, Zone } from '@ecobe/carbon';
import { pageOf, unknownRegion } from '@ecobe/contracts';
import type { GridSnapshotReader, ZoneAnswer, ZonePage, ZonePageRequest } from '@ecobe/contracts';
import type { CarbonSource } from '../../ports/carbon-source';
import { currentOf, regionIntensity } from '../read-current/region-intensity';
import { sourcesOf } from '../record-observations/record-reading.use-case';
import type { SimulationMode } from '../refresh-snapshot/series-choice';

/** The zones of the catalogue with what is known of each now. */
export class ListZonesUseCase {
  constructor(
    private readonly snapshot: Pick<GridSnapshotReader, 'current'>,
    private readonly sources: readonly CarbonSource[],
    private readonly clock: Clock,
    private readonly mode: SimulationMode,
  ) {}

  /** @throws ProblemError 400 INVALID_INPUT for a cursor that no page ended with. */
  page(request: ZonePageRequest): ZonePage {
    const { items, nextCursor } = pageOf(zones(), request);
    return { zones: items.map((zone) => this.answerOf(zone)), nextCursor };
  }

  /** @throws ProblemError 400 UNKNOWN_REGION. */
  one(name: string): ZoneAnswer {
    const resolved = resolveRegion(name);
    if (resolved.kind === 'unknown') throw unknownRegion(resolved, '{zone}');
    const zone = findZone(resolved.zone);
    if (zone === undefined) throw new RangeError(`${resolved.zone} is not in the catalogue`);
    return this.answerOf(zone);
  }

  private answerOf(zone: Zone): ZoneAnswer {
    const nowMs = this.clock.nowMs();
    const { id, name, country, timezone, latitude, longitude } = zone;
    return {
      ...{ id, name, country, timezone, latitude, longitude },
      cloudRegions: cloudRegionsOfZone(id).map((region) => region.id),
      mix: {
        year: zone.mixYear,
        source: SOURCES[zone.mixSource].name,
        shares: Object.entries(zone.mixPercent).map(([mode, percent]) => ({ mode, percent })),
      },
      liveSources: sourcesOf(this.sources, id).map((source) => source.name),
      current: BASES.flatMap((basis) => {
        const value = currentOf(this.snapshot, { zone: id, basis }, nowMs, this.mode);
        return value === null ? [] : [regionIntensity(id, value, nowMs)];
      }),
    };
  }
}
