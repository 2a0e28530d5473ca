import { createHash } from 'node:crypto';

/** JSON with the members of every object in order of name: equal requests give equal texts. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What tells two commands under one idempotency key apart. */
export const requestHash = (operation: string, request: unknown): string =>
  sha256(`${operation} ${canonicalJson(request)}`);
