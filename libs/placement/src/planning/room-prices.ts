import { withRoomPrices } from './outlook';
import type { RegionOutlook } from './outlook';
import { placeWork } from './place-work';
import type { PlacementTerms } from './place-work';
import { RoomPrices } from './room-price-table';
import { SLOTS_PER_HOUR, eachHour } from './slot';
import { atOnce, perGrid } from './steps';
import type { WorkToPlace } from './work';

/** Work that wants room, and how many like it are reckoned with: less than one where it may not come. */
export interface WeightedWork {
  readonly work: WorkToPlace;
  readonly weight: number;
  /** Its own, where it does not see the regions as the others do. */
  readonly view?: WorkView;
}

/** How work sees the regions, and what it goes by. */
export interface WorkView {
  readonly terms: PlacementTerms;
  /** By region; its own on another basis, such as direct instead of lifecycle emissions. */
  readonly outlooks: ReadonlyMap<string, RegionOutlook>;
}

export interface PriceSearch {
  /** Prices to start from, such as those of an hour ago. */
  readonly previous?: RoomPrices;
  readonly rounds: number;
  /**
   * Where more than so many times the mean room is wanted beyond the room of an hour, all steps of that round are as much
   * shorter: else an hour that all want at first gets a price that few rounds cannot take back. Unless told none is.
   */
  readonly mostExcess?: number;
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
  search: PriceSearch,
): RoomPrices {
  return atOnce(searchPrices(works, { outlooks, terms }, search));
}

/** The same search, which pauses after each work that it looked at. */
export function* searchPrices(
  works: readonly WeightedWork[],
  { outlooks, terms }: WorkView,
  { previous = RoomPrices.NONE, rounds, mostExcess = Infinity }: PriceSearch,
): Generator<void, RoomPrices> {
  if (rounds === 0) return previous;
  const markets = new Map([...outlooks].map(([region, outlook]) => [region, marketOf(outlook, previous)]));
  const meanG = meanIntensity(outlooks);
  const counted = Math.ceil(rounds * MEAN_SHARE);
  for (let round = 0; round < rounds; round++) {
    const excess = yield* excessKw(works, markets, { outlooks, terms });
    const step = (FIRST_STEP * meanG) / Math.sqrt(round + 1);
    const damped = mostExcess === Infinity ? 1 : Math.min(1, mostExcess / worstExcess(markets, excess));
    for (const [region, market] of markets) {
      raise(market, excess.get(region) ?? market.roomKw, step * damped);
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
function* excessKw(
  works: readonly WeightedWork[],
  markets: ReadonlyMap<string, Market>,
  common: WorkView,
): Generator<void, Map<string, Float64Array>> {
  const pricedOf = perGrid((outlook) => underPrices(outlook, markets.get(outlook.region)));
  const excess = new Map([...markets].map(([region, { roomKw }]) => [region, roomKw.map((kw) => -kw)]));
  for (const { work, weight, view = common } of works) {
    yield;
    const [best] = placeWork(work, pricedOf(view.outlooks), view.terms).placements;
    if (best === undefined || best.isRunNow) continue;
    const wanted = excess.get(best.region);
    const firstHour = markets.get(best.region)?.outlook.grams.firstHour ?? 0;
    if (wanted === undefined) continue;
    eachHour(best.runs, (hour, slots) => {
      wanted[hour - firstHour] =
        (wanted[hour - firstHour] ?? 0) + (weight * work.powerKw * slots) / SLOTS_PER_HOUR;
    });
  }
  return excess;
}

/** The hours of an outlook may be others than those of the market. */
function underPrices(outlook: RegionOutlook, market: Market | undefined): RegionOutlook {
  const offset = outlook.grams.firstHour - (market?.outlook.grams.firstHour ?? 0);
  return withRoomPrices(
    outlook,
    outlook.grams.values.map((_, i) => market?.gPerKwh[i + offset] ?? 0),
  );
}

/** The most that is wanted in any hour beyond the room, in mean rooms of its region. */
function worstExcess(
  markets: ReadonlyMap<string, Market>,
  excess: ReadonlyMap<string, Float64Array>,
): number {
  const ofEach = [...markets].map(([region, { meanRoomKw }]) => {
    const most = excess.get(region)?.reduce((max, kw) => Math.max(max, kw), 0) ?? 0;
    return most / meanRoomKw;
  });
  return Math.max(0, ...ofEach);
}

function raise({ gPerKwh, meanRoomKw }: Market, excess: Float64Array, stepG: number): void {
  if (meanRoomKw === Infinity) return;
  for (const [i, kw] of excess.entries())
    gPerKwh[i] = Math.max(0, (gPerKwh[i] ?? 0) + (stepG * kw) / meanRoomKw);
}
