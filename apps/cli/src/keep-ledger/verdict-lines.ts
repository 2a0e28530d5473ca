import type { LedgerVerdict } from '../../../credits/src/adapters/ledger-verifier';

/** What the books were found to be, a line for each place where a rule is broken. */
export function verdictLines({ findings, entryCount, blockCount }: Omit<LedgerVerdict, 'heads'>): string[] {
  const looked = `${entryCount} entries in ${blockCount} audit blocks`;
  if (findings.length === 0) return [`The books keep every rule: ${looked}.`];
  return [
    ...findings.map(({ invariant, rule, what }) => `${invariant} ${what}: ${rule}`),
    `${findings.length} findings in ${looked}.`,
  ];
}
