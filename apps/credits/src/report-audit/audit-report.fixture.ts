import type { SustainabilityReportContent } from '@ecobe/contracts';
import { CREDIT_FIGURES } from './credit-figures.fixture';
import { EMISSION_FIGURES } from './emission-figures.fixture';
import { WORKLOAD_FIGURES } from './workload-figures.fixture';

/** A figure that the books give otherwise than the report tells it. */
type Difference = string;

/** Whatever runs a statement and gives its rows. */
interface Books {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/**
 * All figures of a report but those of its record (version, sequences), by statements that share nothing with the code that makes
 * reports: of single rows of the log and postings of the ledger, not of the sums and lines kept beside them.
 */
const FIGURES = { ...EMISSION_FIGURES, ...WORKLOAD_FIGURES, ...CREDIT_FIGURES };

/** Not figures: names of signals and sentences. */
const WORDS = new Set(['signal', 'note', 'reason', 'embodiedReason']);

const textOf = (rows: readonly object[]): string =>
  rows
    .map((row) => Object.entries(row).filter(([name]) => !WORDS.has(name)))
    .map((figures) => JSON.stringify(Object.fromEntries(figures.sort(([a], [b]) => (a < b ? -1 : 1)))))
    .sort()
    .join(' ');

/** Names each part of a report that the rows do not give again. */
export async function auditReport(
  source: Books,
  content: SustainabilityReportContent,
): Promise<Difference[]> {
  const { organizationId, period } = content;
  const differences: Difference[] = [];
  for (const [name, { sql, told }] of Object.entries(FIGURES)) {
    const rows = (await source.query(sql, [organizationId, period.from, period.to])) as object[];
    const [books, report] = [textOf(rows), textOf(told(content))];
    if (books !== report) differences.push(`${name}: the books give ${books}, the report tells ${report}`);
  }
  return differences;
}
