import type { Clock } from '@ecobe/carbon';
import type { SustainabilityReportQuery, WrittenReport } from '@ecobe/contracts';
import { ledgerBusy, organizationNotFound } from '../../credit/problems';
import type { MadeReport, ReportScope, ReportStore } from '../../ports/report-store';
import { holdsAny, reportBody } from '../../report/report-content';
import { nextVersion, stands, unkeptReport } from '../../report/report-version';
import { writtenReport } from '../../report/written-report';
import { isKeepable, periodOf } from './report-period';

/** Each time that rows come in between, the figures are read anew. */
const TRIES = 5;

/**
 * Reports are records: figures are read in one snapshot, and where nothing of them changed since the newest version, that
 * version is the answer, to the byte. Else a newer one is kept, which names the one that it restates. What is not over yet, not of
 * whole months, or empty is answered and not kept. docs/adr/0011-reports-are-records.md
 */
export class ReportSustainabilityUseCase {
  constructor(
    private readonly reports: ReportStore,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError as `REPORT_SUSTAINABILITY` tells */
  async execute({ format, ...query }: SustainabilityReportQuery): Promise<WrittenReport> {
    const scope = { organizationId: query.organizationId, ...periodOf(query) };
    const report = await this.newest(scope);
    return {
      text: writtenReport(report, format),
      version: report.version,
      sha256: report.contentSha256,
    };
  }

  private async newest(scope: ReportScope): Promise<MadeReport> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const facts = await this.reports.facts(scope);
      const { position, newestAtMs } = facts;
      if (newestAtMs === null) throw organizationNotFound(scope.organizationId);
      const nowMs = this.clock.nowMs();
      const willKeep = isKeepable(scope, nowMs) && holdsAny(facts);
      const body = reportBody(scope, facts, { nowMs, isKept: willKeep });
      if (!willKeep) return unkeptReport(body, { position, newestAtMs });
      const kept = await this.reports.keep(scope, position, (newest) =>
        newest !== null && stands(newest, body, position)
          ? newest
          : nextVersion(body, { position, newest, nowMs }),
      );
      if (kept !== null) return kept;
    }
    throw ledgerBusy();
  }
}
