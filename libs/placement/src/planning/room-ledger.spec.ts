import fc from 'fast-check';
import { RoomLedger } from './room-ledger';

const reservation = fc
  .record({
    region: fc.constantFrom('A', 'B'),
    from: fc.integer({ min: 0, max: 10 }),
    length: fc.integer({ min: 1, max: 9 }),
    powerKw: fc.double({ min: 0.1, max: 3, noNaN: true }),
  })
  .map(({ region, from, length, powerKw }) => ({ region, runs: [{ from, until: from + length }], powerKw }));

const meanKw = (
  plans: readonly { region: string; runs: { from: number; until: number }[]; powerKw: number }[],
) =>
  Array.from({ length: 5 }, (_, hour) =>
    plans.reduce(
      (sum, { runs, powerKw }) =>
        sum +
        runs.reduce(
          (slots, { from, until }) =>
            slots + Math.max(0, Math.min(until, 4 * hour + 4) - Math.max(from, 4 * hour)),
          0,
        ) *
          (powerKw / 4),
      0,
    ),
  );

describe('RoomLedger', () => {
  it('never holds more than the cap, and refuses only what would', () => {
    fc.assert(
      fc.property(fc.array(reservation, { maxLength: 20 }), (wanted) => {
        const ledger = new RoomLedger(() => 4);
        const kept: typeof wanted = [];
        for (const plan of wanted) {
          const with_ = meanKw([...kept, plan].filter(({ region }) => region === plan.region));
          const isOver = Math.max(...with_) > 4 + 1e-5;
          const isClose = Math.abs(Math.max(...with_) - 4) <= 1e-5;
          let isKept = true;
          try {
            ledger.reserve(plan);
          } catch {
            isKept = false;
          }
          if (!isClose) expect(isKept).toBe(!isOver);
          if (isKept) kept.push(plan);
        }
        for (const region of ['A', 'B']) {
          const mean = meanKw(kept.filter((plan) => plan.region === region));
          for (const [hour, kw] of mean.entries())
            expect(ledger.roomKwAt(region, hour)).toBeCloseTo(4 - kw, 4);
        }
      }),
    );
  });

  it('is empty after all is released', () => {
    fc.assert(
      fc.property(fc.array(reservation, { maxLength: 20 }), (plans) => {
        const ledger = new RoomLedger(() => 1e9);
        for (const plan of plans) ledger.reserve(plan);
        for (const plan of plans) ledger.release(plan);
        for (let slot = 0; slot < 20; slot++) expect(ledger.busyKwAt('A', slot)).toBe(0);
      }),
    );
  });

  it('reserves nothing of what does not fit whole', () => {
    const ledger = new RoomLedger(() => 2);
    ledger.reserve({ region: 'A', runs: [{ from: 8, until: 12 }], powerKw: 1.5 });
    const plan = { region: 'A', runs: [{ from: 4, until: 12 }], powerKw: 1 };
    expect(() => {
      ledger.reserve(plan);
    }).toThrow('A has room for 0.5 kW in hour 2, not for 1');
    expect(ledger.roomKwAt('A', 1)).toBe(2);
    expect(() => {
      ledger.release(plan);
    }).toThrow('1 kW were not reserved in A in slot 4');
    expect(ledger.roomKwAt('A', 2)).toBe(0.5);
  });

  it('has endless room without a cap, and knows how busy a slot is', () => {
    const ledger = new RoomLedger((region) => (region === 'A' ? null : 5));
    ledger.reserve({ region: 'A', runs: [{ from: 1, until: 3 }], powerKw: 1000 });
    const room = ledger.roomOf('A');
    expect(room.roomKwAt(0)).toBe(Infinity);
    expect([0, 1, 2, 3].map((slot) => room.busyKwAt(slot))).toEqual([0, 1000, 1000, 0]);
    expect(ledger.roomKwAt('B', 0)).toBe(5);
  });

  it('forgets what is past', () => {
    const ledger = new RoomLedger(() => 5);
    ledger.reserve({ region: 'A', runs: [{ from: 0, until: 8 }], powerKw: 2 });
    ledger.forgetBefore(1);
    expect([0, 1].map((hour) => ledger.roomKwAt('A', hour))).toEqual([5, 3]);
  });
});
