import * as fc from 'fast-check';
import { sciUgPerUnit } from './software-intensity';

describe('software carbon intensity', () => {
  it('repeats the worked example of docs/formulas/sci.md', () => {
    expect(sciUgPerUnit(174_000_000n + 9_000_000n, '1500')).toBe(122_000n);
    expect(sciUgPerUnit(174_000_000n, '1500')).toBe(116_000n);
  });

  it('counts parts of units, and rounds up', () => {
    expect(sciUgPerUnit(10n, '0.5')).toBe(20n);
    expect(sciUgPerUnit(10n, '3')).toBe(4n);
    expect(sciUgPerUnit(0n, '3')).toBe(0n);
  });

  it('never shows less than was emitted, nor a microgram more for each unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.integer({ min: 1, max: 10 ** 9 }),
        (ug, count) => {
          const shown = sciUgPerUnit(ug, String(count)) * BigInt(count);
          expect(shown >= ug && shown < ug + BigInt(count)).toBe(true);
        },
      ),
    );
  });

  it.each(['0', '-1', '', '0.00', '1e3'])('refuses %j units', (count) => {
    expect(() => sciUgPerUnit(1n, count)).toThrow(RangeError);
  });
});
