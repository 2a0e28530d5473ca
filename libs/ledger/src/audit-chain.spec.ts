import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { sealBlock, verifyChain } from './audit-chain';
import type { AuditBlock, ChainedFact } from './audit-chain';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const HEADER = { format: 2, context: ['entries', '2026-03-01T12:00:00.000000Z'] };
const factsOf = (count: number): ChainedFact[] =>
  Array.from({ length: count }, (_, i) => ({ id: BigInt(i + 1), text: `retire ${i}` }));

function chainOf(facts: readonly ChainedFact[], perBlock: number): AuditBlock[] {
  const blocks: AuditBlock[] = [];
  for (let start = 0; start < facts.length; start += perBlock) {
    blocks.push(sealBlock(blocks.at(-1) ?? null, facts.slice(start, start + perBlock), sha256, HEADER));
  }
  return blocks;
}
const verify = (blocks: readonly AuditBlock[], facts: readonly ChainedFact[], isDue = true) =>
  verifyChain(
    blocks,
    facts.map(({ id, text }) => ({ id, hash: sha256(text) })),
    sha256,
    () => (isDue ? 'unsealed' : null),
  );

describe('the audit chain', () => {
  const facts = factsOf(100);
  const blocks = chainOf(facts, 7);

  it('finds nothing where nothing was touched', () => {
    expect(verify(blocks, facts)).toEqual([]);
    expect(verify(blocks, [...facts, { id: 101n, text: 'new' }], false)).toEqual([]);
  });

  it('names exactly what was changed, taken away, put in and exchanged', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(98), { minLength: 4, maxLength: 12 }),
        ([a = 0, b = 0, ...changed]) => {
          const [left, right] = [facts[a], facts[b]];
          const tampered = facts.flatMap((fact, index) => {
            if (index === a) return [{ id: fact.id, text: right?.text ?? '' }];
            if (index === b) return [{ id: fact.id, text: left?.text ?? '' }];
            if (index === changed[0]) return [];
            return [changed.includes(index) ? { ...fact, text: `${fact.text}!` } : fact];
          });
          const found = verify(blocks, [...tampered, { id: 1_000n, text: 'slipped in' }]);
          const idsOf = (wanted: string) =>
            found
              .flatMap((one) => (one.kind === wanted && 'id' in one ? [Number(one.id) - 1] : []))
              .sort((x, y) => x - y);
          expect(idsOf('changed')).toEqual([a, b, ...changed.slice(1)].sort((x, y) => x - y));
          expect(idsOf('missing')).toEqual([changed[0]]);
          expect(idsOf('unsealed')).toEqual([999]);
          expect(idsOf('broken-block')).toEqual([]);
        },
      ),
    );
  });

  it('names a block that was rewritten to fit, by the block after it', () => {
    const [first, second, ...rest] = blocks;
    if (first === undefined || second === undefined) throw new Error('no blocks');
    const forged = facts.map((fact) => (fact.id === 9n ? { ...fact, text: 'forged' } : fact));
    const resealed = sealBlock(first, forged.slice(7, 14), sha256, HEADER);
    expect(verify([first, resealed, ...rest], forged)).toEqual([{ kind: 'broken-block', number: 3 }]);
    const patched = { ...second, seals: resealed.seals };
    expect(verify([first, patched, ...rest], forged)).toEqual([{ kind: 'broken-block', number: 2 }]);
  });

  it('names a block that is gone', () => {
    const found = verify([...blocks.slice(0, 3), ...blocks.slice(4)], facts);
    expect(found).toContainEqual({ kind: 'broken-block', number: 5 });
    expect(found.filter(({ kind }) => kind === 'unsealed')).toHaveLength(7);
  });

  it('tells what waits for long from what was slipped in', () => {
    const hashes = [
      { id: 101n, hash: 'x' },
      { id: 102n, hash: 'y' },
    ];
    const found = verifyChain([], hashes, sha256, (id) => (id === 101n ? 'overdue' : 'unsealed'));
    expect(found).toEqual([
      { kind: 'overdue', id: 101n },
      { kind: 'unsealed', id: 102n },
    ]);
  });

  it('hashes version and circumstances with a block, but with those of the first version', () => {
    const [first] = blocks;
    if (first === undefined) throw new Error('no block');
    const broken = [{ kind: 'broken-block', number: 1 }];
    expect(verify([{ ...first, context: ['entries', 'another time'] }], facts.slice(0, 7))).toEqual(broken);
    expect(verify([{ ...first, format: 3 }], facts.slice(0, 7))).toEqual(broken);
    const old = sealBlock(null, facts.slice(0, 7), sha256, { format: 1, context: [] });
    expect(verify([old], facts.slice(0, 7))).toEqual([]);
    expect(old.hash).toBe(
      sha256(JSON.stringify([1, '0'.repeat(64), old.seals.map(({ id, hash }) => [String(id), hash])])),
    );
  });
});
