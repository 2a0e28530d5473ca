import { HOUR_MS, seriesId } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { ForecastSnapshot, GridSnapshotReader } from '@ecobe/contracts';
import { regionOutlook, withRoom } from '@ecobe/placement';
import type { HourlySeries, RegionOutlook, RegionRoom, RoomPrices } from '@ecobe/placement';
import type { CandidateRegion } from './requested-work';

/** Where others have reserved what. */
export interface RoomReader {
  roomOf(region: string): RegionRoom;
}

/** Puts prices of room on outlooks. */
export type Pricing = (outlook: RegionOutlook) => RegionOutlook;

/** These prices; each outlook is priced once, however many works look at it. */
export function pricingOf(prices: RoomPrices): Pricing {
  const known = new Map<string, { of: RegionOutlook['grams']; priced: RegionOutlook }>();
  return (outlook) => {
    const before = known.get(outlook.region);
    if (before?.of === outlook.grams) return before.priced;
    const priced = prices.applyTo(outlook);
    known.set(outlook.region, { of: outlook.grams, priced });
    return priced;
  };
}

/** A forecast as those want it who reckon with it. */
interface Prepared {
  readonly outlook: RegionOutlook;
  readonly series: HourlySeries;
  /** When it was made, epoch ms. */
  readonly issuedMs: number;
}

/** Forecasts as the planner wants them; each is prepared once, however many plans it serves. */
export class OutlookBook {
  private readonly prepared = new WeakMap<ForecastSnapshot, Prepared>();

  constructor(private readonly grid: GridSnapshotReader) {}

  /** Undefined where no forecast of the zone is known on that basis. */
  forecastOf({ resolved }: CandidateRegion, basis: Basis): ForecastSnapshot | undefined {
    return this.grid.forecast(seriesId({ zone: resolved.zone, signal: 'average', basis }));
  }

  /**
   * Outlooks of those regions that have a forecast, by what the region is, beside what others have reserved there.
   * @param pricing null: room costs nothing
   */
  outlooks(
    candidates: readonly CandidateRegion[],
    basis: Basis,
    room: RoomReader | null,
    pricing: Pricing | null = null,
  ): Map<string, RegionOutlook> {
    const outlooks = new Map<string, RegionOutlook>();
    for (const candidate of candidates) {
      const forecast = this.forecastOf(candidate, basis);
      if (forecast === undefined) continue;
      const { region } = candidate;
      const plain = { ...this.preparedOf(forecast).outlook, region };
      const outlook = pricing === null ? plain : pricing(plain);
      outlooks.set(region, room === null ? outlook : withRoom(outlook, room.roomOf(region)));
    }
    return outlooks;
  }

  /** The forecast as hourly values. */
  seriesOf(forecast: ForecastSnapshot): HourlySeries {
    return this.preparedOf(forecast).series;
  }

  /** When a forecast was made, epoch ms. */
  issuedMsOf(forecast: ForecastSnapshot): number {
    return this.preparedOf(forecast).issuedMs;
  }

  private preparedOf(forecast: ForecastSnapshot): Prepared {
    const known = this.prepared.get(forecast);
    if (known !== undefined) return known;
    const { zone, startAt, issuedAt, values } = forecast;
    const startMs = Date.parse(startAt);
    const prepared = {
      outlook: regionOutlook(zone, startMs / HOUR_MS, values),
      series: { startMs, values },
      issuedMs: Date.parse(issuedAt),
    };
    this.prepared.set(forecast, prepared);
    return prepared;
  }
}
