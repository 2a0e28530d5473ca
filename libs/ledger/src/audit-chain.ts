/** A recorded fact as the chain sees it: its number, and a canonical text of all that must never change. */
export interface ChainedFact {
  readonly id: bigint;
  readonly text: string;
}

/** Seals the facts of one organisation in order; each block carries the hash of the one before. */
export interface AuditBlock {
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
  /** Facts with the hash of each, so that a changed one can be named. */
  readonly seals: readonly { readonly id: bigint; readonly hash: string }[];
}

/** What does not agree with the chain. */
export type ChainFinding =
  | { readonly kind: 'changed' | 'missing' | 'unsealed'; readonly id: bigint }
  | { readonly kind: 'broken-block'; readonly number: number };

/** SHA-256 of a text, in hexadecimal: given, for this library has no cryptography of its own. */
export type Sha256 = (text: string) => string;

/** What the first block follows. */
const GENESIS = '0'.repeat(64);

const hashOf = (block: Omit<AuditBlock, 'hash'>, sha256: Sha256): string =>
  sha256(
    JSON.stringify([block.number, block.previousHash, block.seals.map(({ id, hash }) => [String(id), hash])]),
  );

/** The block of `facts` that follows `previous`. */
export function sealBlock(
  previous: Pick<AuditBlock, 'number' | 'hash'> | null,
  facts: readonly ChainedFact[],
  sha256: Sha256,
): AuditBlock {
  const block = {
    number: (previous?.number ?? 0) + 1,
    previousHash: previous?.hash ?? GENESIS,
    seals: facts.map(({ id, text }) => ({ id, hash: sha256(text) })),
  };
  return { ...block, hash: hashOf(block, sha256) };
}

/** Blocks that do not follow from those before, or were changed themselves. */
function brokenBlocks(blocks: readonly AuditBlock[], sha256: Sha256): ChainFinding[] {
  let previous: Pick<AuditBlock, 'number' | 'hash'> = { number: 0, hash: GENESIS };
  return blocks.flatMap((block) => {
    const isSound =
      block.number === previous.number + 1 &&
      block.previousHash === previous.hash &&
      block.hash === hashOf(block, sha256);
    previous = block;
    return isSound ? [] : [{ kind: 'broken-block', number: block.number } as const];
  });
}

/**
 * All that differs from what was sealed: changed and missing facts by number, facts among the sealed ones that never were
 * sealed, blocks that do not fit.
 * @param isDue whether a fact that is in no block should be in one by now
 */
export function verifyChain(
  blocks: readonly AuditBlock[],
  facts: readonly ChainedFact[],
  sha256: Sha256,
  isDue: (id: bigint) => boolean,
): ChainFinding[] {
  const sealed = new Map(blocks.flatMap(({ seals }) => seals.map(({ id, hash }) => [id, hash] as const)));
  const findings: ChainFinding[] = brokenBlocks(blocks, sha256);
  for (const { id, text } of facts) {
    const hash = sealed.get(id);
    sealed.delete(id);
    if (hash === undefined) {
      if (isDue(id)) findings.push({ kind: 'unsealed', id });
    } else if (hash !== sha256(text)) findings.push({ kind: 'changed', id });
  }
  for (const id of sealed.keys()) findings.push({ kind: 'missing', id });
  return findings;
}
