import * as fc from 'fast-check';
import { lotStatus, remainingCents } from './lot';
import type { Hold } from './lot';
import { ENTRY_KINDS, NOTHING, applyPostings, postingsOf } from './posting';
import type { EntryKind } from './posting';

const NOW_MS = 1_000;
const after = (...moves: [EntryKind, bigint][]) =>
  moves.reduce(
    (amounts, [kind, grams]) => applyPostings(amounts, postingsOf(kind, 'lot', grams)),
    applyPostings(NOTHING, postingsOf('PURCHASE', 'lot', 100n)),
  );
const statusOf = (
  moves: [EntryKind, bigint][],
  hold: Hold | null = null,
  expiresAtMs: number | null = null,
) => lotStatus({ ...after(...moves), hold, expiresAtMs }, NOW_MS);

describe('lotStatus', () => {
  it('follows the grams', () => {
    expect(statusOf([])).toBe('ACTIVE');
    expect(statusOf([['RETIRE', 99n]])).toBe('ACTIVE');
    expect(statusOf([['RETIRE', 100n]])).toBe('RETIRED');
    expect(statusOf([['EXPIRE', 100n]])).toBe('EXPIRED');
    expect(statusOf([['CANCEL', 100n]])).toBe('CANCELLED');
    expect(
      statusOf([
        ['RETIRE', 60n],
        ['EXPIRE', 40n],
      ]),
    ).toBe('EXPIRED');
    expect(
      statusOf([
        ['RETIRE', 60n],
        ['CANCEL', 40n],
      ]),
    ).toBe('CANCELLED');
    expect(
      statusOf([
        ['RETIRE', 100n],
        ['REVERSE', 1n],
      ]),
    ).toBe('RETIRED');
    expect(
      statusOf([
        ['RETIRE', 100n],
        ['REVERSE', 100n],
      ]),
    ).toBe('REVERSED');
    expect(statusOf([['RESERVE', 100n]])).toBe('ACTIVE');
  });

  it('is held or expired while something is left', () => {
    expect(statusOf([], 'PENDING')).toBe('PENDING');
    expect(statusOf([], 'SUSPENDED', NOW_MS)).toBe('SUSPENDED');
    expect(statusOf([['RETIRE', 100n]], 'SUSPENDED')).toBe('RETIRED');
    expect(statusOf([], null, NOW_MS)).toBe('EXPIRED');
    expect(statusOf([], null, NOW_MS + 1)).toBe('ACTIVE');
  });
});

describe('postings', () => {
  it('sum to 0, and keep what was issued equal to what is somewhere', () => {
    const moves = fc.array(fc.tuple(fc.constantFrom(...ENTRY_KINDS), fc.bigInt({ min: 1n, max: 60n })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(moves, (attempts) => {
        let amounts = after();
        for (const [kind, grams] of attempts) {
          try {
            amounts = applyPostings(amounts, postingsOf(kind, 'lot', grams));
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
          const { issuedG, ...places } = amounts;
          expect(Object.values(places).reduce((sum, part) => sum + part, 0n)).toBe(issuedG);
          expect(Object.values(places).every((part) => part >= 0n)).toBe(true);
        }
      }),
    );
  });

  it('refuse what is not there, what is nothing, and what does not balance', () => {
    expect(() => after(['RETIRE', 101n])).toThrow('AVAILABLE would be -1 g');
    expect(() => after(['REVERSE', 1n])).toThrow('RETIRED would be -1 g');
    expect(() => postingsOf('RETIRE', 'lot', 0n)).toThrow(RangeError);
    const [half] = postingsOf('RETIRE', 'lot', 1n);
    expect(() => applyPostings(after(), half === undefined ? [] : [half])).toThrow('sum to -1 g');
  });
});

describe('remainingCents', () => {
  it('leaves parts of a cent out', () => {
    expect(remainingCents(1_000n, { availableG: 1n, issuedG: 3n })).toBe(333n);
    expect(remainingCents(1_000n, { availableG: 3n, issuedG: 3n })).toBe(1_000n);
    expect(remainingCents(1_000n, { availableG: 0n, issuedG: 3n })).toBe(0n);
  });
});
