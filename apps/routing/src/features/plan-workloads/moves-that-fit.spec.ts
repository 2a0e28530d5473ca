import { RoomLedger } from '@ecobe/placement';
import type { Reservation } from '@ecobe/placement';
import { movesThatFit } from './moves-that-fit';
import type { Move } from './moves-that-fit';

const CAP_KW = 2;
const at = (hour: number, powerKw = 2, region = 'DE'): Reservation => ({
  region,
  runs: [{ from: 4 * hour, until: 4 * hour + 4 }],
  powerKw,
});
const fitting = (moves: readonly Move[], reserved: readonly Reservation[], capKw: number | null = CAP_KW) => {
  const ledger = new RoomLedger(() => capKw);
  for (const one of reserved) ledger.enter(one);
  const steps = movesThatFit(moves, ledger, () => capKw);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { moves: step.value, ledger };
  }
};

describe('movesThatFit', () => {
  it('lets two change places where neither has room beside the other', () => {
    const swap = [
      { from: at(1), to: at(2) },
      { from: at(2), to: at(1) },
    ];
    const { moves, ledger } = fitting(swap, [at(1), at(2)]);
    expect(moves).toEqual(swap);
    expect([1, 2].map((hour) => ledger.roomKwAt('DE', hour))).toEqual([0, 0]);
  });

  it('undoes a move into an hour that somebody else has taken, and those that counted on its place', () => {
    const chain = [
      { from: at(1), to: at(2) },
      { from: at(2), to: at(3) },
    ];
    const { moves, ledger } = fitting(chain, [at(1), at(2), at(3, 0.5)]);
    expect(moves).toEqual([]);
    expect([1, 2, 3].map((hour) => ledger.roomKwAt('DE', hour))).toEqual([0, 0, 1.5]);
  });

  it('undoes the last where not all fit, and asks no room for what needs none', () => {
    const moves = [
      { from: null, to: at(1, 1.5) },
      { from: null, to: at(1, 1) },
      { from: at(1, 0.5), to: null },
    ];
    expect(fitting(moves, [at(1, 0.5)]).moves).toEqual([moves[0], moves[2]]);
    expect(fitting(moves, [at(1, 0.5)], null).moves).toEqual(moves);
  });
});
