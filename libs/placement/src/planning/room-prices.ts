import { withRoomPrices } from './outlook';
import type { RegionOutlook } from './outlook';
import { placeWork } from './place-work';
import type { PlacementTerms } from './place-work';
import { SLOTS_PER_HOUR, eachHour } from './slot';
import type { WorkToPlace } from './work';

/** Work that wants room, and how many like it are reckoned with: less than one where it may not come. */
export interface WeightedWork {
  readonly work: WorkToPlace;
  readonly weight: number;
}

/** What an hour of a region is worth to those who want it, gCO2eq/kWh; by hours from the epoch. */
export class RoomPrices {
  private constructor(private readonly regions: ReadonlyMap<string, ReadonlyMap<number, number>>) {}

  static readonly NONE = new RoomPrices(new Map());

  static of(prices: ReadonlyMap<string, { firstHour: number; gPerKwh: Float64Array }>): RoomPrices {
    return new RoomPrices(
      new Map(
        [...prices].map(([region, { firstHour, gPerKwh }]) => [
          region,
          new Map([...gPerKwh].map((price, i) => [firstHour + i, price])),
        ]),
      ),
    );
  }

  at(region: string, hour: number): number {
    return this.regions.get(region)?.get(hour) ?? 0;
  }

  /** These prices as an outlook of a region wants them. */
  applyTo(outlook: RegionOutlook): RegionOutlook {
    const { firstHour, values } = outlook.grams;
    return withRoomPrices(
      outlook,
      Float64Array.from(values, (_, i) => this.at(outlook.region, firstHour + i)),
    );
  }
}

/** A region while its prices are sought. */
interface Market {
  readonly outlook: RegionOutlook;
  readonly roomKw: Float64Array;
  readonly meanRoomKw: number;
  readonly gPerKwh: Float64Array;
  readonly sumGPerKwh: Float64Array;
}

/** First step of a price where twice the room is wanted, as a share of the mean intensity; later ones shrink with the root. */
const FIRST_STEP = 0.3;
/** Rounds whose mean is the answer: single rounds swing around it. */
const MEAN_SHARE = 0.5;

/**
 * Prices under which works, each choosing the best for itself, want about as much room as there is: subgradient ascent on
 * the Lagrangian dual of the capacity limits, averaged over the later rounds. docs/formulas/placement.md
 * @param outlooks with the room that these works may share
 * @param previous prices to start from, such as those of an hour ago
 */
export function roomPrices(
  works: readonly WeightedWork[],
  outlooks: ReadonlyMap<string, RegionOutlook>,
  terms: PlacementTerms,
  { previous = RoomPrices.NONE, rounds }: { previous?: RoomPrices; rounds: number },
): RoomPrices {
  if (rounds === 0) return previous;
  const markets = new Map([...outlooks].map(([region, outlook]) => [region, marketOf(outlook, previous)]));
  const meanG = meanIntensity(outlooks);
  const counted = Math.ceil(rounds * MEAN_SHARE);
  for (let round = 0; round < rounds; round++) {
    const excess = excessKw(works, markets, terms);
    const step = (FIRST_STEP * meanG) / Math.sqrt(round + 1);
    for (const [region, market] of markets) {
      raise(market, excess.get(region) ?? market.roomKw, step);
      if (round >= rounds - counted)
        market.gPerKwh.forEach((price, i) => (market.sumGPerKwh[i] = (market.sumGPerKwh[i] ?? 0) + price));
    }
  }
  return RoomPrices.of(
    new Map(
      [...markets].map(([region, { outlook, sumGPerKwh }]) => [
        region,
        {
          firstHour: outlook.grams.firstHour,
          gPerKwh: sumGPerKwh.map((sum) => sum / counted),
        },
      ]),
    ),
  );
}

function marketOf(outlook: RegionOutlook, previous: RoomPrices): Market {
  const { firstHour, values } = outlook.grams;
  const roomKw = values.map((_, i) => outlook.room?.roomKwAt(firstHour + i) ?? Infinity);
  return {
    outlook,
    roomKw,
    meanRoomKw: Math.max(1e-3, roomKw.reduce((sum, kw) => sum + kw, 0) / roomKw.length),
    gPerKwh: values.map((_, i) => previous.at(outlook.region, firstHour + i)),
    sumGPerKwh: new Float64Array(values.length),
  };
}

const meanIntensity = (outlooks: ReadonlyMap<string, RegionOutlook>): number => {
  const all = [...outlooks.values()].map(
    ({ grams: { values } }) => (SLOTS_PER_HOUR * values.reduce((sum, g) => sum + g, 0)) / values.length,
  );
  return all.reduce((sum, g) => sum + g, 0) / Math.max(1, all.length);
};

/** By how much more kW are wanted than there is room, when each work chooses for itself under the present prices. */
function excessKw(
  works: readonly WeightedWork[],
  markets: ReadonlyMap<string, Market>,
  terms: PlacementTerms,
): Map<string, Float64Array> {
  const priced = new Map(
    [...markets].map(([region, { outlook, gPerKwh }]) => [region, withRoomPrices(outlook, gPerKwh)]),
  );
  const excess = new Map([...markets].map(([region, { roomKw }]) => [region, roomKw.map((kw) => -kw)]));
  for (const { work, weight } of works) {
    const [best] = placeWork(work, priced, terms).placements;
    if (best === undefined || best.isRunNow) continue;
    const wanted = excess.get(best.region);
    const firstHour = priced.get(best.region)?.grams.firstHour ?? 0;
    if (wanted === undefined) continue;
    eachHour(best.runs, (hour, slots) => {
      wanted[hour - firstHour] =
        (wanted[hour - firstHour] ?? 0) + (weight * work.powerKw * slots) / SLOTS_PER_HOUR;
    });
  }
  return excess;
}

function raise({ gPerKwh, meanRoomKw }: Market, excess: Float64Array, stepG: number): void {
  if (meanRoomKw === Infinity) return;
  for (const [i, kw] of excess.entries())
    gPerKwh[i] = Math.max(0, (gPerKwh[i] ?? 0) + (stepG * kw) / meanRoomKw);
}
