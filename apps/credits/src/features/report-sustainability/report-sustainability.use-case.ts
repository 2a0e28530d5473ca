import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { SustainabilityReportContent, SustainabilityReportQuery, WrittenReport } from '@ecobe/contracts';
import { canonicalJson } from '@ecobe/ledger';
import { sha256 } from '@ecobe/platform';
import { ledgerBusy, organizationNotFound } from '../../credit/problems';
import type { Position, ReportFacts, ReportScope, ReportStore, StoredReport } from '../../ports/report-store';
import { reportBody, restatedBy } from '../../report/report-content';
import type { ReportBody } from '../../report/report-content';
import { writtenReport } from '../../report/written-report';
import { periodOf } from './report-period';

/** Each time that rows come in between, the figures are read anew. */
const TRIES = 5;

/**
 * Reports are records: figures are read in one snapshot, and where they are those of the newest version, that version is the
 * answer, to the byte. Else a newer one is kept, which names the one that it restates. docs/adr/0011-reports-are-records.md
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

  private async newest(scope: ReportScope): Promise<StoredReport> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const facts = await this.reports.facts(scope);
      if (isUnknown(facts)) throw organizationNotFound(scope.organizationId);
      const nowMs = this.clock.nowMs();
      const body = reportBody(scope, facts, nowMs);
      const found = { position: facts.position, figuresSha256: sha256(canonicalJson(body)) };
      const kept = await this.reports.keep(scope, found, (newest) => nextVersion(body, found, newest, nowMs));
      if (kept !== null) return kept;
    }
    throw ledgerBusy();
  }
}

const isUnknown = ({ position }: ReportFacts): boolean =>
  position.ledgerSequence === 0n && position.emissionSequence === 0n;

function nextVersion(
  body: ReportBody,
  { position, figuresSha256 }: { readonly position: Position; readonly figuresSha256: string },
  newest: StoredReport | null,
  nowMs: number,
): StoredReport {
  const version = (newest?.version ?? 0) + 1;
  const content: SustainabilityReportContent = {
    ...body,
    record: {
      version,
      generatedAt: toIso(nowMs),
      ledgerSequence: Number(position.ledgerSequence),
      emissionSequence: Number(position.emissionSequence),
      restates: newest === null ? null : restatedBy(newest),
    },
  };
  const text = canonicalJson(content);
  return {
    version,
    position,
    figuresSha256,
    content: text,
    contentSha256: sha256(text),
    generatedAtMs: nowMs,
  };
}
