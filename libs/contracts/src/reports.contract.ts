import type { SustainabilityReportQuery } from './reports.dto';
import { rpc } from './rpc';

/** A report as it is served. */
export interface WrittenReport {
  text: string;
  /** Null: not kept as a version. */
  version: number | null;
  /** SHA-256 of its content, in hexadecimal. */
  sha256: string;
}

/**
 * The report of an organisation and period; the same text as long as nothing more is recorded of it and its period does not end
 * meanwhile. Refusals: 400 INVALID_INPUT, INVERTED_WINDOW, PERIOD_NOT_IN_HOURS, PERIOD_TOO_LONG; 404 ORGANIZATION_NOT_FOUND where nothing is recorded of it; 503
 * LEDGER_BUSY.
 */
export const REPORT_SUSTAINABILITY = rpc<SustainabilityReportQuery, WrittenReport>(
  'credits.report-sustainability',
);
