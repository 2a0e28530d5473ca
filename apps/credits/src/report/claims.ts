import { sha256 } from '@ecobe/platform';

/** Between the words of a claim, as names are written: blanks, dashes of every kind, underscores, dots, slashes. */
const GAP = String.raw`[\s_./\p{Pd}\u2212]*`;
const OF_CREDITS = '(?:carbon|co2e?|climate|emissions?|ghg|offset)';
const CLAIMS = new RegExp(
  [
    `${OF_CREDITS}${GAP}(?:neutral(?:i[sz]ed|ity)?|positiv(?:e|ity)|negativ(?:e|ity))`,
    `net${GAP}zero`,
    `(?:${OF_CREDITS}${GAP})?(?:fully${GAP})?compensated`,
  ].join('|'),
  'giu',
);
const LEFT_OUT = '[claim left out]';
const FINGERPRINT_LENGTH = 12;

/** In one form of its letters, so that raised figures, wide letters and what is not seen hide nothing. */
const inOneForm = (text: string): string => text.normalize('NFKC').replace(/\p{Cf}/gu, '');

/** A text of others without claims that a report must not repeat; one without any stays as it is. */
export function withoutClaims(text: string): string {
  const plain = inOneForm(text);
  const clean = plain.replace(CLAIMS, LEFT_OUT);
  return clean === plain ? text : clean;
}

/**
 * A name of others without claims. One that is changed bears the beginning of the SHA-256 of what was told (UTF-8), by which
 * who knows the name finds it, and by which two names stay two.
 */
export function labelOf(name: string): string {
  const clean = withoutClaims(name);
  return clean === name ? name : `${clean} (SHA-256 ${sha256(name).slice(0, FINGERPRINT_LENGTH)})`;
}

/** The same with every text in it a label: what others told may stand anywhere. */
export function labelled<T>(value: T): T;
export function labelled(value: unknown): unknown {
  if (typeof value === 'string') return labelOf(value);
  if (Array.isArray(value)) return value.map((one: unknown) => labelled(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, labelled<unknown>(member)]));
}
