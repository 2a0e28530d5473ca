import { withRoom } from './outlook';
import type { RegionOutlook } from './outlook';
import { RoomLedger } from './room-ledger';
import { RoomPrices } from './room-price-table';
import { roomPrices } from './room-prices';
import { FIRST_HOUR, FIRST_SLOT, outlooksOf, workOf } from './work.fixture';

const TERMS = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };

function roomy(
  gPerKwh: Parameters<typeof outlooksOf>[0],
  ledger: RoomLedger,
): ReadonlyMap<string, RegionOutlook> {
  return new Map(
    [...outlooksOf(gPerKwh)].map(([name, outlook]) => [name, withRoom(outlook, ledger.roomOf(name))]),
  );
}

/** Work that waits, so that running now is no way out. */
const waiting = () => ({ work: workOf({ arrival: FIRST_SLOT - 4, deadline: FIRST_SLOT + 12 }), weight: 1 });

describe('roomPrices', () => {
  it('makes the contested hour as dear as the next best, and leaves the others free', () => {
    const outlooks = roomy({ HOME: [300, 100, 200] }, new RoomLedger(() => 2));
    const works = Array.from({ length: 4 }, waiting);
    const prices = roomPrices(works, outlooks, TERMS, { rounds: 200 });
    // Two of four fit into the 100 g hour; the others give way once it costs as much as the one at 200 g.
    expect(prices.at('HOME', FIRST_HOUR + 1)).toBeGreaterThan(95);
    expect(prices.at('HOME', FIRST_HOUR + 1)).toBeLessThan(115);
    expect(prices.at('HOME', FIRST_HOUR)).toBe(0);
    expect(prices.at('HOME', FIRST_HOUR + 2)).toBeLessThan(20);
  });

  it('asks nothing where there is room for all', () => {
    const outlooks = roomy({ HOME: [300, 100, 200] }, new RoomLedger(() => 10));
    const prices = roomPrices([waiting(), waiting()], outlooks, TERMS, { rounds: 20 });
    expect([0, 1, 2].map((hour) => prices.at('HOME', FIRST_HOUR + hour))).toEqual([0, 0, 0]);
  });

  it('asks nothing where there is no cap', () => {
    const outlooks = roomy({ HOME: [300, 100, 200] }, new RoomLedger(() => null));
    const prices = roomPrices([waiting()], outlooks, TERMS, { rounds: 20 });
    expect(prices.at('HOME', FIRST_HOUR + 1)).toBe(0);
  });

  it('counts work by its weight', () => {
    const outlooks = roomy({ HOME: [300, 100, 200] }, new RoomLedger(() => 2));
    const priceOf = (weight: number) =>
      roomPrices([{ ...waiting(), weight }], outlooks, TERMS, { rounds: 60 }).at('HOME', FIRST_HOUR + 1);
    expect(priceOf(1)).toBe(0);
    expect(priceOf(4)).toBeGreaterThan(90);
  });

  it('starts from the prices before, by the hour they are for', () => {
    const outlooks = roomy({ HOME: [300, 100, 200] }, new RoomLedger(() => 1));
    const previous = RoomPrices.of(
      new Map([['HOME', { firstHour: FIRST_HOUR - 1, gPerKwh: Float64Array.of(7, 8, 9) }]]),
    );
    const kept = roomPrices([], outlooks, TERMS, { previous, rounds: 0 });
    expect([0, 1, 2].map((hour) => kept.at('HOME', FIRST_HOUR + hour))).toEqual([8, 9, 0]);
  });
});

describe('roomPrices, where all want the same hour at first', () => {
  const outlooks = roomy({ HOME: [400, 100, 110, 400] }, new RoomLedger(() => 1));
  const works = Array.from({ length: 30 }, () => ({ work: workOf({ arrival: FIRST_SLOT - 4 }), weight: 1 }));
  const dearest = (mostExcess?: number) => {
    const search = { rounds: 8, ...(mostExcess === undefined ? {} : { mostExcess }) };
    const prices = roomPrices(works, outlooks, TERMS, search);
    return Math.max(...[0, 1, 2, 3].map((hour) => prices.at('HOME', FIRST_HOUR + hour)));
  };

  it('does not let a few rounds set a price that no hour is worth', () => {
    expect(dearest()).toBeGreaterThan(1000);
    expect(dearest(3)).toBeLessThan(400);
    expect(dearest(3)).toBeGreaterThan(50);
  });
});
