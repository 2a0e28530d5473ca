import * as fc from 'fast-check';
import { allocate } from './allocation';
import { balanceOf, neededForTarget } from './balance';
import { remainingCents } from './lot';
import type { Lot } from './lot';
import { NOTHING } from './posting';
import { planRetirement } from './retirement';
import { splitByWeight } from './split';
import { gramsAsNumber, hundredthsAsNumber, kwhAsNumber } from './units';

/** 10 Gt, above what a double counts by ones (9,007,199,254,740,992). */
const MOST_G = 10_000_000_000_000_000n;
/** Odd amounts beyond that: a double that touched one would have rounded it. */
const beyondDoubles = fc.bigInt({ min: 2n ** 52n, max: MOST_G / 2n - 1n }).map((half) => 2n * half + 1n);

const lotOf = (id: string, issuedG: bigint): Lot => ({
  ...{ ...NOTHING, id, issuedG, availableG: issuedG },
  ...{ hold: null, expiresAtMs: null, serials: null },
});

describe('amounts that no double holds', () => {
  it('are rounded by a double, so that these properties can fail', () => {
    fc.assert(
      fc.property(beyondDoubles, (grams) => {
        expect(BigInt(Number(grams))).not.toBe(grams);
      }),
    );
  });

  it('are needed, allocated and retired to the gram', () => {
    fc.assert(
      fc.property(beyondDoubles, beyondDoubles, beyondDoubles, (emittedG, oneG, otherG) => {
        const needG = neededForTarget(balanceOf(emittedG * 1_000_000n, 1n), 10_000n);
        expect(needG).toBe(emittedG - 1n);
        const lots = [lotOf('a', oneG), lotOf('b', otherG)];
        const given = lots.map((lot) => ({ ...lot, vintageStart: null }));
        const { items, shortfallG } = allocate(given, needG);
        const plan = planRetirement(new Map(lots.map((lot) => [lot.id, lot])), items, 0);
        if (plan.kind === 'refused') throw new Error('what was allocated can be retired');
        const retiredG = plan.lines.reduce((sum, { grams }) => sum + grams, 0n);
        const leftG = plan.lines.reduce((sum, { after }) => sum + after.availableG, 0n);
        const untouchedG = plan.lines.length < 2 ? otherG : 0n;
        expect([retiredG + shortfallG, retiredG + leftG + untouchedG]).toEqual([needG, oneG + otherG]);
      }),
    );
  });

  it('are split and priced without a rest', () => {
    fc.assert(
      fc.property(
        beyondDoubles,
        fc.array(beyondDoubles, { minLength: 1, maxLength: 9 }),
        (total, weights) => {
          expect(splitByWeight(total, weights).reduce((sum, part) => sum + part, 0n)).toBe(total);
          expect(remainingCents(total, { availableG: total, issuedG: total })).toBe(total);
        },
      ),
    );
  });

  it('become the nearest number that JSON has, and only at the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (whole) => {
        expect(hundredthsAsNumber(BigInt(whole))).toBe(whole / 100 + 0);
        expect(gramsAsNumber(BigInt(whole))).toBe(whole / 1e6 + 0);
        expect(kwhAsNumber(BigInt(whole))).toBe(whole / 1e9 + 0);
      }),
    );
    expect(gramsAsNumber(9_007_199_254_740_993_000_001n)).toBe(9_007_199_254_740_994);
    expect(kwhAsNumber(1n)).toBe(1e-9);
  });
});
