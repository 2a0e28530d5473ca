import { toIso } from '@ecobe/carbon';
import type { ReportRestated, SustainabilityReportContent } from '@ecobe/contracts';
import { canonicalJson, jsonAtMost } from '@ecobe/ledger';
import { sha256 } from '@ecobe/platform';
import type { MadeReport, Position, StoredReport } from '../ports/report-store';
import { contentOf } from './report-content';
import type { ReportBody } from './report-content';

/** Members that explain figures: a release may word them otherwise, and no report is another for that. */
const WORDING = new Set([
  ...['notices', 'boundary', 'rounding', 'basis', 'equation', 'note', 'reason', 'claimNote'],
  ...['accountingNote', 'contributionReason', 'embodiedReason'],
]);

/** SHA-256 of all that a report says but its sentences, sequences, version and time. */
const figuresHash = (body: ReportBody): string =>
  sha256(
    canonicalJson(
      JSON.parse(
        JSON.stringify(body, (name, value: unknown) => (WORDING.has(name) ? undefined : value)),
      ) as unknown,
    ),
  );

/** Whether the newest version is the answer still: nothing was recorded since, or nothing that changes a figure. */
export function stands(newest: StoredReport, body: ReportBody, position: Position): boolean {
  if (newest.figuresSha256 === figuresHash(body)) return true;
  const { schema, period } = contentOf(newest);
  return schema === body.schema && period.isOver === body.period.isOver && isSame(newest.position, position);
}

const isSame = (one: Position, other: Position): boolean =>
  one.ledgerSequence === other.ledgerSequence && one.emissionSequence === other.emissionSequence;

/**
 * A report that is answered and forgotten. Its time is that of the newest entry or row it rests on: as long as nothing more
 * is recorded, and its period does not end, it is the same to the byte.
 */
export const unkeptReport = (
  body: ReportBody,
  { position, newestAtMs }: { readonly position: Position; readonly newestAtMs: number },
): MadeReport => ({
  version: null,
  ...textOf({
    ...body,
    record: { version: null, generatedAt: toIso(newestAtMs), ...sequencesOf(position), restates: null },
  }),
});

/** The version after the newest, which it names with the reason why there is another. */
export function nextVersion(
  body: ReportBody,
  {
    position,
    newest,
    nowMs,
  }: { readonly position: Position; readonly newest: StoredReport | null; readonly nowMs: number },
): StoredReport {
  const version = (newest?.version ?? 0) + 1;
  const restates = newest === null ? null : restatedBy(newest, body);
  const record = { version, generatedAt: toIso(nowMs), ...sequencesOf(position), restates };
  return {
    ...{ version, position, generatedAtMs: nowMs, figuresSha256: figuresHash(body) },
    ...textOf({ ...body, record }),
  };
}

const sequencesOf = ({ ledgerSequence, emissionSequence }: Position) => ({
  ledgerSequence: Number(ledgerSequence),
  emissionSequence: Number(emissionSequence),
});

function textOf(whole: SustainabilityReportContent): Pick<MadeReport, 'content' | 'contentSha256'> {
  const content = canonicalJson(whole);
  return { content, contentSha256: sha256(content) };
}

function restatedBy(report: StoredReport, body: ReportBody): ReportRestated {
  const { schema, period, energy, emissions, credits } = contentOf(report);
  return {
    reason: !period.isOver ? 'PERIOD_ENDED' : schema === body.schema ? 'FIGURES' : 'SCHEMA',
    version: report.version,
    sha256: report.contentSha256,
    generatedAt: toIso(report.generatedAtMs),
    ...sequencesOf(report.position),
    energyUwh: energy.energyUwh,
    emissionsUg: emissions.locationBased.emissionsUg,
    creditsCO2: jsonAtMost(BigInt(credits.confirmedCO2) + BigInt(credits.unconfirmedCO2)),
  };
}
