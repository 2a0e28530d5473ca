import type { ProblemDetailItem } from '@ecobe/contracts';

const MAX_DEPTH = 32;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Half of a surrogate pair: no character, and in no encoding that stores know. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const NOT_STORABLE = 'must not hold U+0000 or half of a surrogate pair';

/** No store keeps these, and none of them is a character that anybody writes. */
const isText = (text: string): boolean => !text.includes('\u0000') && !LONE_SURROGATE.test(text);

const isAllowed = (key: string): boolean => !FORBIDDEN_KEYS.has(key) && isText(key);

/** JSON pointer of a member (RFC 6901). */
export const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Whether nothing is wrong; nearly always so, hence without a thought of where. */
function isSafe(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return isText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isSafe(item, depth + 1));
  return Object.entries(value).every(([key, item]) => isAllowed(key) && isSafe(item, depth + 1));
}

function faultsIn(value: unknown, pointer: string, depth: number): ProblemDetailItem[] {
  if (isSafe(value, depth)) return [];
  if (typeof value === 'string') return [{ pointer, detail: NOT_STORABLE }];
  if (typeof value !== 'object' || value === null) return [{ pointer, detail: 'must be a finite number' }];
  if (depth === MAX_DEPTH) return [{ pointer, detail: `nested deeper than ${MAX_DEPTH} levels` }];
  return Object.entries(value).flatMap(([key, item]) =>
    isAllowed(key)
      ? faultsIn(item, pointerTo(pointer, key), depth + 1)
      : [{ pointer: pointerTo(pointer, key), detail: `the name ${JSON.stringify(key)} is not allowed` }],
  );
}

/**
 * What no operation ever accepts, wherever it stands: a number that is not finite (1e400 parses to Infinity), a text that
 * no store keeps, a key that reaches for prototypes, and nesting deeper than 32. Checked for all, since an operation's own rules can forget it.
 */
export const unsafeParts = (value: unknown): ProblemDetailItem[] => faultsIn(value, '', 0);
