import type { ProblemDetailItem } from '@ecobe/contracts';

const MAX_DEPTH = 32;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** JSON pointer of a member (RFC 6901). */
export const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Whether nothing is wrong; nearly always so, hence without a thought of where. */
function isSafe(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isSafe(item, depth + 1));
  return Object.entries(value).every(([key, item]) => !FORBIDDEN_KEYS.has(key) && isSafe(item, depth + 1));
}

function faultsIn(value: unknown, pointer: string, depth: number): ProblemDetailItem[] {
  if (isSafe(value, depth)) return [];
  if (typeof value !== 'object' || value === null) return [{ pointer, detail: 'must be a finite number' }];
  if (depth === MAX_DEPTH) return [{ pointer, detail: `nested deeper than ${MAX_DEPTH} levels` }];
  return Object.entries(value).flatMap(([key, item]) =>
    FORBIDDEN_KEYS.has(key)
      ? [{ pointer: pointerTo(pointer, key), detail: `the name "${key}" is not allowed` }]
      : faultsIn(item, pointerTo(pointer, key), depth + 1),
  );
}

/**
 * What no operation ever accepts, wherever it stands: a number that is not finite (1e400 parses to Infinity), a key that
 * reaches for prototypes, and nesting deeper than 32. Checked for all, since an operation's own rules can forget it.
 */
export const unsafeParts = (value: unknown): ProblemDetailItem[] => faultsIn(value, '', 0);
