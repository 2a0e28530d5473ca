import type { ReportFormat } from '@ecobe/contracts';
import type { MadeReport } from '../ports/report-store';
import { reportCsv } from './report-csv';
import { contentOf } from './report-content';
import { reportPage } from './report-page';

/** A report as it is served. JSON is the record itself; the others show what stands in it, and depend on nothing else. */
export function writtenReport(report: MadeReport, format: ReportFormat): string {
  if (format === 'json') return `{"content":${report.content},"sha256":"${report.contentSha256}"}`;
  const content = contentOf(report);
  return format === 'csv'
    ? reportCsv(content, report.contentSha256)
    : reportPage(content, report.contentSha256);
}
