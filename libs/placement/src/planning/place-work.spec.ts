import { withRoom, withRoomPrices } from './outlook';
import { placeWork } from './place-work';
import { RoomLedger } from './room-ledger';
import { FIRST_HOUR, FIRST_SLOT, outlooksOf, place, workOf } from './work.fixture';

const CARBON_ONLY = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };
const hourRun = (hour: number) => [{ from: FIRST_SLOT + 4 * hour, until: FIRST_SLOT + 4 * hour + 4 }];

describe('placeWork', () => {
  it('goes where and when the forecast is least', () => {
    const outlooks = outlooksOf({ HOME: [300, 200, 250, 260], AWAY: [400, 500, 90, 500] });
    const { placements, baseline } = placeWork(workOf({ others: [place('AWAY')] }), outlooks, CARBON_ONLY);
    expect(placements.map(({ region, runs, expectedG }) => [region, runs, expectedG])).toEqual([
      ['AWAY', hourRun(2), 90],
      ['HOME', hourRun(1), 200],
    ]);
    expect(baseline).toMatchObject({ region: 'HOME', runs: hourRun(0), expectedG: 300, isRunNow: true });
  });

  it('moves only where that saves more than the transfer emits', () => {
    const outlooks = outlooksOf({ HOME: [200, 200], AWAY: [100, 100] });
    const work = (transferG: number) => workOf({ powerKw: 2, others: [place('AWAY')], transferG });
    const chosen = (transferG: number) => placeWork(work(transferG), outlooks, CARBON_ONLY).placements[0];
    expect(chosen(199)).toMatchObject({ region: 'AWAY', expectedG: 399 });
    expect(chosen(201)).toMatchObject({ region: 'HOME', expectedG: 400 });
  });

  it('weighs money with carbon on the references of the green score', () => {
    const outlooks = outlooksOf({ HOME: [100], AWAY: [300] });
    const work = workOf({
      home: place('HOME', { usdPerHour: 0.4 }),
      others: [place('AWAY', { usdPerHour: 0.2 })],
    });
    const chosen = (carbon: number) =>
      placeWork(work, outlooks, { weights: { carbon, cost: 1 - carbon }, minGainPercent: 0 }).placements[0];
    // HOME: 0.25 c + 2 (1 - c); AWAY: 0.75 c + 1 (1 - c); alike at c = 2/3.
    expect(chosen(0.68)).toMatchObject({ region: 'HOME', expectedUsd: 0.4 });
    expect(chosen(0.65)).toMatchObject({ region: 'AWAY', expectedUsd: 0.2 });
  });

  it('does not know the cost of a region without a price', () => {
    const [only] = placeWork(workOf(), outlooksOf({ HOME: [1] }), CARBON_ONLY).placements;
    expect(only?.expectedUsd).toBeNull();
  });

  it('takes the slots with the least price of room, and counts grams without it', () => {
    const outlooks = outlooksOf({ HOME: [500, 100, 150, 500] });
    const home = outlooks.get('HOME');
    if (home === undefined) throw new Error('no outlook');
    const priced = new Map([['HOME', withRoomPrices(home, [0, 60, 0, 0])]]);
    const [best] = placeWork(workOf(), priced, CARBON_ONLY).placements;
    expect(best).toMatchObject({ runs: hourRun(2), expectedG: 150 });
  });

  it('of equal slots takes the least reserved', () => {
    const ledger = new RoomLedger(() => null);
    const outlooks = outlooksOf({ HOME: [500, 100, 500] });
    const roomy = new Map(
      [...outlooks].map(([name, outlook]) => [name, withRoom(outlook, ledger.roomOf(name))]),
    );
    const work = workOf({ slots: 1 });
    const starts = Array.from({ length: 8 }, () => {
      const [best] = placeWork(work, roomy, CARBON_ONLY).placements;
      if (best === undefined) throw new Error('no place');
      ledger.reserve({ ...best, powerKw: work.powerKw });
      return (best.runs[0]?.from ?? 0) - FIRST_SLOT;
    });
    expect(starts).toEqual([4, 5, 6, 7, 4, 5, 6, 7]);
  });
});

describe('limits', () => {
  const outlooks = outlooksOf({ HOME: [300], AWAY: [100] });
  const refusalsOf = (figures: Parameters<typeof place>[1], limits: Parameters<typeof workOf>[0]) => {
    const choice = placeWork(workOf({ others: [place('AWAY', figures)], ...limits }), outlooks, CARBON_ONLY);
    expect(choice.placements.some(({ region }) => region === 'HOME')).toBe(true);
    return choice.refusals.map(({ code }) => code);
  };

  it.each([
    ['latency above', { latencyMs: 51 }, { maxLatencyMs: 50 }, ['ABOVE_MAX_LATENCY']],
    ['latency at it', { latencyMs: 50 }, { maxLatencyMs: 50 }, []],
    ['latency unknown', {}, { maxLatencyMs: 50 }, ['LATENCY_UNKNOWN']],
    ['cost above', { usdPerHour: 1.1 }, { maxUsdPerHour: 1 }, ['ABOVE_MAX_COST']],
    ['cost at it', { usdPerHour: 1 }, { maxUsdPerHour: 1 }, []],
    ['cost unknown', {}, { maxUsdPerHour: 1 }, ['COST_UNKNOWN']],
    ['no limits', {}, {}, []],
  ])('%s', (_, figures, limits, codes) => {
    expect(refusalsOf(figures, limits)).toEqual(codes);
  });

  it.each([
    ['its price is unknown', null, 1, ['COST_UNKNOWN']],
    ['the price of home is unknown', 0.01, null, ['COST_UNKNOWN']],
    ['both are', null, null, ['COST_UNKNOWN']],
    ['both are known', 0.01, 1, []],
  ])('weighs no money that nobody knows: %s', (_, away, home, codes) => {
    const work = workOf({
      home: place('HOME', { usdPerHour: home }),
      others: [place('AWAY', { usdPerHour: away })],
    });
    const weighing = { weights: { carbon: 1, cost: 1 }, minGainPercent: 0 };
    const { placements, refusals } = placeWork(work, outlooks, weighing);
    expect(refusals.map(({ code }) => code)).toEqual(codes);
    expect(placements[0]?.region).toBe(codes.length === 0 ? 'AWAY' : 'HOME');
  });

  it('refuses a region without a forecast, and one whose forecast is too short', () => {
    const work = workOf({ slots: 8, others: [place('AWAY'), place('SHORT')] });
    const { refusals, placements } = placeWork(work, outlooksOf({ HOME: [1, 1], SHORT: [1] }), CARBON_ONLY);
    expect(refusals.map(({ region, code }) => [region, code])).toEqual([
      ['AWAY', 'NO_FORECAST'],
      ['SHORT', 'DOES_NOT_FIT'],
    ]);
    expect(placements).toHaveLength(1);
  });

  it('has no place where nothing is known', () => {
    expect(placeWork(workOf(), new Map(), CARBON_ONLY)).toMatchObject({ placements: [], baseline: null });
  });
});

describe('room', () => {
  const fullLedger = () => {
    const ledger = new RoomLedger(() => 1);
    ledger.reserve({ region: 'HOME', runs: [{ from: FIRST_SLOT, until: FIRST_SLOT + 12 }], powerKw: 1 });
    return ledger;
  };
  const roomy = (ledger: RoomLedger) =>
    new Map(
      [...outlooksOf({ HOME: [300, 100, 100, 400] })].map(([name, outlook]) => [
        name,
        withRoom(outlook, ledger.roomOf(name)),
      ]),
    );

  it('lets work run now at home however full home is', () => {
    const [best] = placeWork(workOf(), roomy(fullLedger()), CARBON_ONLY).placements;
    expect(best).toMatchObject({ isRunNow: true, runs: hourRun(0), expectedG: 300 });
  });

  it('has no run-now for work that arrived earlier', () => {
    const later = workOf({ arrival: FIRST_SLOT - 4 });
    const { placements, baseline } = placeWork(later, roomy(fullLedger()), CARBON_ONLY);
    expect(baseline).toBeNull();
    expect(placements[0]).toMatchObject({ isRunNow: false, runs: hourRun(3) });
  });

  it('says so where others took the room', () => {
    const tight = workOf({ arrival: FIRST_SLOT - 4, deadline: FIRST_SLOT + 12 });
    expect(placeWork(tight, roomy(fullLedger()), CARBON_ONLY).refusals).toMatchObject([{ code: 'NO_ROOM' }]);
  });

  it('takes the room that part of an hour leaves', () => {
    const ledger = new RoomLedger(() => 1);
    ledger.reserve({ region: 'HOME', runs: [{ from: FIRST_SLOT + 4, until: FIRST_SLOT + 5 }], powerKw: 2 });
    const work = workOf({ slots: 3, isInterruptible: true });
    const [best] = placeWork(work, roomy(ledger), CARBON_ONLY).placements;
    expect(best?.expectedG).toBe(75);
    expect(ledger.roomKwAt('HOME', FIRST_HOUR + 1)).toBe(0.5);
    const [second] = placeWork({ ...work, deadline: FIRST_SLOT + 8 }, roomy(ledger), CARBON_ONLY).placements;
    expect(second).toMatchObject({
      expectedG: 2 * 25 + 75,
      runs: [
        { from: FIRST_SLOT, until: FIRST_SLOT + 1 },
        { from: FIRST_SLOT + 5, until: FIRST_SLOT + 7 },
      ],
    });
  });
});

describe('do no harm', () => {
  const outlooks = outlooksOf({ HOME: [100, 96, 100] });
  const chosen = (minGainPercent: number) =>
    placeWork(workOf(), outlooks, { ...CARBON_ONLY, minGainPercent }).placements;

  it('runs now at home unless the gain is large enough', () => {
    expect(chosen(0)[0]).toMatchObject({ runs: hourRun(1) });
    expect(chosen(4)[0]).toMatchObject({ runs: hourRun(1) });
    expect(chosen(4.1)).toMatchObject([{ isRunNow: true, runs: hourRun(0), expectedG: 100 }]);
  });

  it('keeps the other regions as alternatives', () => {
    const work = workOf({ others: [place('AWAY')] });
    const both = outlooksOf({ HOME: [100], AWAY: [99] });
    const { placements } = placeWork(work, both, { ...CARBON_ONLY, minGainPercent: 5 });
    expect(placements.map(({ region }) => region)).toEqual(['HOME', 'AWAY']);
  });
});

describe('work that nobody could run', () => {
  it.each([
    ['a deadline before its end', { slots: 17 }, '17 slots do not fit'],
    ['no power', { powerKw: 0 }, 'power 0 kW is not > 0'],
    ['negative power', { powerKw: -1 }, 'power -1 kW is not > 0'],
    ['no duration', { slots: 0 }, '0 is no number of slots'],
    ['half a slot', { slots: 1.5 }, '1.5 is no number of slots'],
    ['a transfer that nobody knows', { transferG: NaN }, 'transfer of NaN'],
    ['times between slots', { earliest: FIRST_SLOT + 0.5 }, 'is no whole number'],
  ])('is refused: %s', (_, changes, message) => {
    expect(() => placeWork(workOf(changes), outlooksOf({ HOME: [1, 1, 1, 1] }), CARBON_ONLY)).toThrow(
      message,
    );
  });
});
