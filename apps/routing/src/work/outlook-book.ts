import { HOUR_MS, seriesId } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { ForecastSnapshot, GridSnapshotReader } from '@ecobe/contracts';
import { regionOutlook, withRoom } from '@ecobe/placement';
import type { HourlySeries, RegionOutlook, RegionRoom } from '@ecobe/placement';
import type { CandidateRegion } from './requested-work';

/** Where others have reserved what. */
export interface RoomReader {
  roomOf(region: string): RegionRoom;
}

/** The forecast as hourly values. */
export const seriesOf = ({ startAt, values }: ForecastSnapshot): HourlySeries => ({
  startMs: Date.parse(startAt),
  values,
});

/** Forecasts as the planner wants them; each is prepared once, however many plans it serves. */
export class OutlookBook {
  private readonly prepared = new WeakMap<ForecastSnapshot, RegionOutlook>();

  constructor(private readonly grid: GridSnapshotReader) {}

  /** Undefined where no forecast of the zone is known on that basis. */
  forecastOf({ resolved }: CandidateRegion, basis: Basis): ForecastSnapshot | undefined {
    return this.grid.forecast(seriesId({ zone: resolved.zone, signal: 'average', basis }));
  }

  /** Outlooks of those regions that have a forecast, by what the region is, beside what others have reserved there. */
  outlooks(
    candidates: readonly CandidateRegion[],
    basis: Basis,
    room: RoomReader | null,
  ): Map<string, RegionOutlook> {
    const outlooks = new Map<string, RegionOutlook>();
    for (const candidate of candidates) {
      const forecast = this.forecastOf(candidate, basis);
      if (forecast === undefined) continue;
      const { region } = candidate;
      const outlook = { ...this.outlookOf(forecast), region };
      outlooks.set(region, room === null ? outlook : withRoom(outlook, room.roomOf(region)));
    }
    return outlooks;
  }

  private outlookOf(forecast: ForecastSnapshot): RegionOutlook {
    const known = this.prepared.get(forecast);
    if (known !== undefined) return known;
    const firstHour = Date.parse(forecast.startAt) / HOUR_MS;
    const outlook = regionOutlook(forecast.zone, firstHour, forecast.values);
    this.prepared.set(forecast, outlook);
    return outlook;
  }
}
