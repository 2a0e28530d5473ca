import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { ReportRestatements, SustainabilityReportContent } from '@ecobe/contracts';
import { jsonAtMost } from '@ecobe/ledger';
import type { ReportFacts, ReportScope, StoredReport } from '../ports/report-store';
import { creditSection } from './credit-section';
import { cutFactorCount, emissionSections, totalOf } from './emission-sections';
import {
  BOUNDARY,
  NOTHING_LOGGED,
  NOT_OVER,
  ROUNDING,
  SIMULATED,
  leftOutFactors,
  withoutClaims,
} from './report-words';
import { avoidedSection, sciSection } from './workload-sections';

/** All that a report says but when and in which version it was made: as long as it stays the same, so does the report. */
export type ReportBody = Omit<SustainabilityReportContent, 'record'>;
type Restated = NonNullable<SustainabilityReportContent['record']['restates']>;

/** @param nowMs decides whether the period is over */
export function reportBody(scope: ReportScope, facts: ReportFacts, nowMs: number): ReportBody {
  const sections = emissionSections(facts.log);
  const isOver = scope.toMs <= nowMs;
  return {
    schema: 'ecobe.sustainability-report/1',
    notices: noticesOf(facts, { isSimulated: sections.isSimulated, isOver }),
    organizationId: scope.organizationId,
    period: {
      from: toIso(scope.fromMs),
      to: toIso(scope.toMs),
      hours: (scope.toMs - scope.fromMs) / HOUR_MS,
      isOver,
    },
    boundary: BOUNDARY,
    ...sections,
    sci: sciSection(facts),
    avoided: avoidedSection(facts),
    credits: creditSection(facts.retired, totalOf(facts.log).emissionsUg),
    restatements: restatementsOf(facts),
    rounding: ROUNDING,
  };
}

function noticesOf(
  { log }: ReportFacts,
  { isSimulated, isOver }: { readonly isSimulated: boolean; readonly isOver: boolean },
): string[] {
  const cutCount = cutFactorCount(log);
  return [
    ...(isSimulated ? [SIMULATED] : []),
    ...(isOver ? [] : [NOT_OVER]),
    ...(totalOf(log).liveCount === 0 ? [NOTHING_LOGGED] : []),
    ...(cutCount === 0 ? [] : [leftOutFactors(cutCount)]),
  ];
}

function restatementsOf({ log, restated, reversals }: ReportFacts): ReportRestatements {
  const total = totalOf(log);
  return {
    takenBackRows: total.backCount,
    takenBackEnergyUwh: String(-total.backEnergyUwh),
    takenBackUg: String(-total.backUg),
    workloadCount: restated.count,
    workloadIds: [...restated.ids],
    reversals: reversals.map(({ retirementId, grams, retiredAtMs, reversedAtMs, reason }) => ({
      retirementId,
      reversedCO2: jsonAtMost(grams),
      retiredAt: toIso(retiredAtMs),
      reversedAt: toIso(reversedAtMs),
      reason: withoutClaims(reason),
    })),
  };
}

/** What a newer version says of the one before it. */
export function restatedBy(report: StoredReport): Restated {
  const { energy, emissions, credits } = contentOf(report);
  return {
    version: report.version,
    sha256: report.contentSha256,
    generatedAt: toIso(report.generatedAtMs),
    ledgerSequence: Number(report.position.ledgerSequence),
    emissionSequence: Number(report.position.emissionSequence),
    energyUwh: energy.energyUwh,
    emissionsUg: emissions.locationBased.emissionsUg,
    creditsCO2: jsonAtMost(BigInt(credits.confirmedCO2) + BigInt(credits.unconfirmedCO2)),
  };
}

/** What a stored report says; its text was made by `canonicalJson`. */
export const contentOf = ({ content }: StoredReport): SustainabilityReportContent =>
  JSON.parse(content) as SustainabilityReportContent;
