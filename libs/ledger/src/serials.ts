import { ceilDivide } from './division';
import { GRAMS_PER_TONNE } from './units';

/** Serial numbers `prefix` + `first` ... `last`, both included. */
export interface SerialRange {
  readonly prefix: string;
  readonly first: bigint;
  readonly last: bigint;
}

/** `... 1 to 29251` (CAR), `10-20` at the end (ACR, Puro): what stands before is the prefix. */
const RANGE_AT_END = /^(.*?)(?<!\d)0*(\d{1,18})(?:\s+to\s+|\s*-\s*)0*(\d{1,18})$/i;
/** `0001-000001-000100-VCS-VCU-...` (Verra): the block stands second and third, the rest names the issuance. */
const VERRA_BLOCK = /^(\d+)-0*(\d{1,18})-0*(\d{1,18})-(VCS-.+)$/i;

/**
 * Reads a block of serial numbers as registries write them; blanks around it and zeros before its numbers are not part of
 * them. No grammar is demanded: a text that is not understood is compared as a whole.
 * @returns null if no range can be read from it
 */
export function parseSerials(text: string): SerialRange | null {
  const block = text.trim();
  const verra = VERRA_BLOCK.exec(block);
  const [, before = '', first = '', last = '', after = ''] = verra ?? RANGE_AT_END.exec(block) ?? [];
  if (first === '' || BigInt(first) > BigInt(last)) return null;
  const prefix = after === '' ? before : `${before}-*-*-${after}`;
  return { prefix, first: BigInt(first), last: BigInt(last) };
}

/** How many serial numbers a range has. */
export const serialCount = ({ first, last }: SerialRange): bigint => last - first + 1n;

/**
 * Serial numbers of grams that leave a lot after `goneG` grams have left it before. Whole tonnes take the lowest serials of
 * which no gram has left yet, so parts never overlap, and parts of a tonne that left before cost those after them no serials.
 * @returns null where these grams are not whole tonnes, or the lot has no serials left for them
 */
export function serialsOfPart(lot: SerialRange, goneG: bigint, grams: bigint): SerialRange | null {
  if (grams % GRAMS_PER_TONNE !== 0n || grams === 0n) return null;
  const first = lot.first + ceilDivide(goneG, GRAMS_PER_TONNE);
  const last = first + grams / GRAMS_PER_TONNE - 1n;
  return last > lot.last ? null : { prefix: lot.prefix, first, last };
}
