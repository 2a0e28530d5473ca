import { placeWork } from './place-work';
import { planWorks } from './plan-works';
import { RoomLedger } from './room-ledger';
import { RoomPrices } from './room-price-table';
import { FIRST_HOUR, FIRST_SLOT, outlooksOf, place, workOf } from './work.fixture';

const TERMS = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };
const run = (fromHour: number, untilHour: number) => ({
  from: FIRST_SLOT + 4 * fromHour,
  until: FIRST_SLOT + 4 * untilHour,
});

// The examples of docs/formulas/placement.md.
describe('one work', () => {
  const outlooks = outlooksOf({ HOME: [300, 200, 250, 260], AWAY: [400, 500, 90, 500] });
  const work = workOf({ powerKw: 2, slots: 6, transferG: 40, others: [place('AWAY')] });

  it('runs at home from 01:00 in one piece', () => {
    const { placements, baseline } = placeWork(work, outlooks, TERMS);
    expect(baseline).toMatchObject({ region: 'HOME', runs: [run(0, 1.5)], expectedG: 800 });
    expect(placements).toMatchObject([
      { region: 'HOME', runs: [run(1, 2.5)], expectedG: 650 },
      { region: 'AWAY', runs: [run(1.5, 3)], expectedG: 720 },
    ]);
  });

  it('goes away if it may pause', () => {
    const [best] = placeWork({ ...work, isInterruptible: true }, outlooks, TERMS).placements;
    expect(best).toMatchObject({ region: 'AWAY', runs: [run(0, 0.5), run(2, 3)], expectedG: 620 });
  });
});

describe('four works in room for two', () => {
  it('run in the second hour and the third, whose difference is the price', () => {
    const work = workOf({ arrival: FIRST_SLOT - 4, deadline: FIRST_SLOT + 12 });
    const waiting = ['a', 'b', 'c', 'd'].map((id) => ({ id, work, held: null }));
    const ledger = new RoomLedger(() => 2);
    const terms = { ...TERMS, expected: [], previous: RoomPrices.NONE, rounds: 200 };
    const { planned, prices } = planWorks(waiting, outlooksOf({ HOME: [300, 100, 200] }), ledger, terms);
    const grams = [...planned.values()].map(({ placement }) => placement?.expectedG ?? NaN);
    expect(grams.reduce((sum, g) => sum + g, 0)).toBe(600);
    expect(Math.abs(prices.at('HOME', FIRST_HOUR + 1) - 100)).toBeLessThan(15);
  });
});
