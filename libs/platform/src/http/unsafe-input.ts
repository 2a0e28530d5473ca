import type { ProblemDetailItem } from '@ecobe/contracts';

const MAX_DEPTH = 32;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** JSON pointer of a member (RFC 6901). */
export const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * What no operation ever accepts, wherever it stands: a number that is not finite (1e400 parses to Infinity), a key that
 * reaches for prototypes, and nesting deeper than 32. Checked for all, since an operation's own rules can forget it.
 */
export function unsafeParts(value: unknown, pointer = '', depth = 0): ProblemDetailItem[] {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? [] : [{ pointer, detail: 'must be a finite number' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (depth === MAX_DEPTH) return [{ pointer, detail: `nested deeper than ${MAX_DEPTH} levels` }];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => unsafeParts(item, pointerTo(pointer, index), depth + 1));
  }
  return Object.entries(value).flatMap(([key, item]) =>
    FORBIDDEN_KEYS.has(key)
      ? [{ pointer: pointerTo(pointer, key), detail: `the name "${key}" is not allowed` }]
      : unsafeParts(item, pointerTo(pointer, key), depth + 1),
  );
}
