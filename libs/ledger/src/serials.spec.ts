import * as fc from 'fast-check';
import { parseSerials, serialCount, serialsOfPart } from './serials';
import type { SerialRange } from './serials';
import { GRAMS_PER_TONNE } from './units';

describe('serial numbers', () => {
  it.each([
    ['ACR-US-192-2010-203-1-5000', 'ACR-US-192-2010-203-', 1n, 5_000n],
    ['CAR-1-US-293-1-120-CA-2006-102-1 to 29251', 'CAR-1-US-293-1-120-CA-2006-102-', 1n, 29_251n],
    ['10 to 20', '', 10n, 20n],
    ['7-7', '', 7n, 7n],
    [' ACR-1-5000 ', 'ACR-', 1n, 5_000n],
    [`X-${'0'.repeat(20)}1-${'0'.repeat(20)}9`, 'X-', 1n, 9n],
    ['1-0002-0003-vcs-VCU-7', '1-*-*-vcs-VCU-7', 2n, 3n],
    [
      '0001-000001-000100-VCS-VCU-003-VER-US-0003-01012020-31122020-1',
      '0001-*-*-VCS-VCU-003-VER-US-0003-01012020-31122020-1',
      1n,
      100n,
    ],
  ])('reads %s', (text, prefix, first, last) => {
    expect(parseSerials(text)).toEqual({ prefix, first, last });
  });

  it.each([
    'GS1-1-KE-GS447-12-2016-5512-',
    'certificate 17',
    '',
    '20-10',
    '9'.repeat(40),
    `X-${'9'.repeat(19)}-7`,
  ])('leaves %j as it is', (text) => {
    expect(parseSerials(text)).toBeNull();
  });

  it('counts both ends, as registries do', () => {
    expect(serialCount({ prefix: '', first: 10n, last: 20n })).toBe(11n);
  });

  it('gives whole tonnes their serials, and parts of a tonne none', () => {
    const lot = { prefix: 'P', first: 100n, last: 109n };
    expect(serialsOfPart(lot, 0n, 3n * GRAMS_PER_TONNE)).toEqual({ prefix: 'P', first: 100n, last: 102n });
    expect(serialsOfPart(lot, 3n * GRAMS_PER_TONNE, GRAMS_PER_TONNE)).toEqual({
      prefix: 'P',
      first: 103n,
      last: 103n,
    });
    expect(serialsOfPart(lot, 0n, 1n)).toBeNull();
    expect(serialsOfPart(lot, 9n * GRAMS_PER_TONNE, 2n * GRAMS_PER_TONNE)).toBeNull();
  });

  it('costs whole tonnes no serials that parts of a tonne left before them', () => {
    const lot = { prefix: 'P', first: 100n, last: 109n };
    const left: (readonly [bigint, bigint] | null)[] = [];
    let gone = 0n;
    for (const grams of [1n, 3_000_000n, 500_000n, 2_000_000n, 499_999n, 4_000_000n]) {
      const part = serialsOfPart(lot, gone, grams);
      left.push(part === null ? null : [part.first, part.last]);
      gone += grams;
    }
    expect(gone).toBe(10n * GRAMS_PER_TONNE);
    expect(left).toEqual([null, [101n, 103n], null, [104n, 105n], null, [106n, 109n]]);
  });

  it('never gives a serial twice nor one outside the lot, in whatever parts it leaves', () => {
    const half = GRAMS_PER_TONNE / 2n;
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 8n }), { minLength: 1, maxLength: 40 }),
        fc.bigInt({ min: 1n, max: 100n }),
        (halves, count) => {
          const lot: SerialRange = { prefix: 'P', first: 5n, last: 4n + count };
          const seen = new Set<bigint>();
          let gone = 0n;
          for (const grams of halves.map((n) => n * half)) {
            if (gone + grams > count * GRAMS_PER_TONNE) break;
            const part = serialsOfPart(lot, gone, grams);
            gone += grams;
            for (let serial = part?.first ?? 1n; serial <= (part?.last ?? 0n); serial += 1n) {
              expect(seen.has(serial)).toBe(false);
              expect(serial >= lot.first && serial <= lot.last).toBe(true);
              seen.add(serial);
            }
          }
        },
      ),
    );
  });
});
