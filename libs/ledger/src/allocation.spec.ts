import * as fc from 'fast-check';
import { allocate } from './allocation';
import type { AllocatableLot } from './allocation';
import { balanceOf, neededForTarget } from './balance';

const lot = (id: string, availableG: bigint, change: Partial<AllocatableLot> = {}): AllocatableLot => ({
  ...{ id, availableG, expiresAtMs: null, vintageStart: null },
  ...change,
});

describe('allocate', () => {
  it('takes what expires first, then the oldest vintage, then the lowest id', () => {
    const lots = [
      lot('e', 10n),
      lot('d', 10n),
      lot('c', 10n, { vintageStart: '2021-01-01' }),
      lot('b', 10n, { vintageStart: '2020-01-01' }),
      lot('a', 10n, { expiresAtMs: 9 }),
      lot('f', 10n, { expiresAtMs: 5 }),
    ];
    const { items, shortfallG } = allocate(lots, 55n);
    expect(items.map(({ lotId, grams }) => `${lotId}${grams}`)).toEqual([
      'f10',
      'a10',
      'b10',
      'c10',
      'd10',
      'e5',
    ]);
    expect(shortfallG).toBe(0n);
  });

  it('takes exactly what is needed, of one lot at most a part, and tells what is short', () => {
    const someLots = fc.uniqueArray(fc.tuple(fc.string(), fc.bigInt({ min: 0n, max: 50n })), {
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(someLots, fc.bigInt({ min: -5n, max: 500n }), (given, needG) => {
        const lots = given.map(([id, availableG]) => lot(id, availableG));
        const { items, shortfallG } = allocate(lots, needG);
        const taken = items.reduce((sum, { grams }) => sum + grams, 0n);
        expect(taken + shortfallG).toBe(needG > 0n ? needG : 0n);
        const whole = new Map(given);
        const parts = items.filter(({ lotId, grams }) => grams !== whole.get(lotId));
        expect(items.every(({ lotId, grams }) => grams > 0n && grams <= (whole.get(lotId) ?? 0n))).toBe(true);
        expect(parts.length === 0 || (parts.length === 1 && parts[0] === items.at(-1))).toBe(true);
      }),
    );
  });
});

describe('balanceOf', () => {
  it('is the worked example of the page', () => {
    const balance = balanceOf(124_999_999_600_000n, 75_000_000n);
    expect(balance).toEqual({
      totalEmissionsG: 125_000_000n,
      totalOffsetG: 75_000_000n,
      netEmissionsG: 50_000_000n,
      surplusG: 0n,
      offsetBasisPoints: 6_000n,
    });
    expect(neededForTarget(balance, 10_000n)).toBe(50_000_000n);
    expect(neededForTarget(balance, 6_000n)).toBe(0n);
  });

  it('shows no whole that is not whole, and no net below 0', () => {
    expect(balanceOf(100_000n * 1_000_000n, 99_999n)).toMatchObject({ offsetBasisPoints: 9_999n });
    expect(balanceOf(1n, 5n)).toMatchObject({ netEmissionsG: 0n, surplusG: 4n, offsetBasisPoints: 50_000n });
    expect(balanceOf(0n, 5n)).toMatchObject({ offsetBasisPoints: 0n, surplusG: 5n });
    expect(neededForTarget(balanceOf(1n, 0n), 1n)).toBe(1n);
  });

  it('reaches any target by what is needed, and not by a gram less', () => {
    const emissions = fc.bigInt({ min: 1n, max: 10n ** 24n });
    fc.assert(
      fc.property(
        emissions,
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.bigInt({ min: 0n, max: 10_000n }),
        (ug, offsetG, target) => {
          const needG = neededForTarget(balanceOf(ug, offsetG), target);
          expect(balanceOf(ug, offsetG + needG).offsetBasisPoints >= target).toBe(true);
          if (needG > 0n) expect(balanceOf(ug, offsetG + needG - 1n).offsetBasisPoints < target).toBe(true);
        },
      ),
    );
  });
});
