/** A recorded fact as the chain sees it: its number, and a canonical text of all that must never change. */
export interface ChainedFact {
  readonly id: bigint;
  readonly text: string;
}

/** A fact by the hash of its text. */
export interface FactHash {
  readonly id: bigint;
  readonly hash: string;
}

/** By which version a block was made, which says what belongs to its facts, and what else is hashed with it from version 2 on. */
export interface BlockHeader {
  readonly format: number;
  readonly context: readonly string[];
}

/** Seals the facts of one organisation in order; each block carries the hash of the one before. */
export interface AuditBlock extends BlockHeader {
  readonly number: number;
  readonly previousHash: string;
  readonly hash: string;
  /** Facts with the hash of each, so that a changed one can be named. */
  readonly seals: readonly FactHash[];
}

/** A fact in no block: `overdue` still waits for it, `unsealed` waits no more and should be in one. */
type UnsealedKind = 'overdue' | 'unsealed';

/** What does not agree with the chain. */
export type ChainFinding =
  | { readonly kind: 'changed' | 'missing' | UnsealedKind; readonly id: bigint }
  | { readonly kind: 'broken-block'; readonly number: number };

/** SHA-256 of a text, in hexadecimal: given, for this library has no cryptography of its own. */
export type Sha256 = (text: string) => string;

/** What the first block follows. */
const GENESIS = '0'.repeat(64);

const hashOf = (block: Omit<AuditBlock, 'hash'>, sha256: Sha256): string => {
  const seals = block.seals.map(({ id, hash }) => [String(id), hash]);
  const header = block.format === 1 ? [] : [block.format, ...block.context];
  return sha256(JSON.stringify([...header, block.number, block.previousHash, seals]));
};

/** The block of `facts` that follows `previous`. */
export function sealBlock(
  previous: Pick<AuditBlock, 'number' | 'hash'> | null,
  facts: readonly ChainedFact[],
  sha256: Sha256,
  header: BlockHeader,
): AuditBlock {
  const block = {
    ...header,
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
 * @param whyUnsealed what is to be said of a fact that is in no block; null where that is as it should be
 */
export function verifyChain(
  blocks: readonly AuditBlock[],
  facts: Iterable<FactHash>,
  sha256: Sha256,
  whyUnsealed: (id: bigint) => UnsealedKind | null,
): ChainFinding[] {
  const sealed = new Map(blocks.flatMap(({ seals }) => seals.map(({ id, hash }) => [id, hash] as const)));
  const findings: ChainFinding[] = brokenBlocks(blocks, sha256);
  for (const { id, hash } of facts) {
    const sealedHash = sealed.get(id);
    sealed.delete(id);
    const kind = sealedHash === undefined ? whyUnsealed(id) : sealedHash === hash ? null : 'changed';
    if (kind !== null) findings.push({ kind, id });
  }
  for (const id of sealed.keys()) findings.push({ kind: 'missing', id });
  return findings;
}
