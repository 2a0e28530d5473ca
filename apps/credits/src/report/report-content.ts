import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { ReportRestatements, SustainabilityReportContent } from '@ecobe/contracts';
import { jsonAtMost } from '@ecobe/ledger';
import type { MadeReport, ReportFacts, ReportScope } from '../ports/report-store';
import { labelled, withoutClaims } from './claims';
import { creditSection } from './credit-section';
import { cutFactorCount, emissionSections, totalOf } from './emission-sections';
import {
  BOUNDARY,
  NOTHING_LOGGED,
  NOT_KEPT,
  NOT_OVER,
  ROUNDING,
  SIMULATED,
  leftOutFactors,
  leftOutReversals,
} from './report-words';
import { avoidedSection, sciSection } from './workload-sections';

/** All that a report says but when and in which version it was made. */
export type ReportBody = Omit<SustainabilityReportContent, 'record'>;

/**
 * Whether the period has anything to tell of. Once it has it always will: rows and retirements are taken back by others, and never
 * removed.
 */
export function holdsAny({ log, retired, reversed }: ReportFacts): boolean {
  const { liveCount, backCount } = totalOf(log);
  return liveCount + backCount + retired.length + reversed.count > 0;
}

/** Names of others stand in it as `labelOf` gives them. @param at the time, which decides whether the period is over, and whether this is kept as a version */
export function reportBody(
  scope: ReportScope,
  facts: ReportFacts,
  at: { readonly nowMs: number; readonly isKept: boolean },
): ReportBody {
  const sections = emissionSections(facts.log);
  const isOver = scope.toMs <= at.nowMs;
  return labelled<ReportBody>({
    schema: 'ecobe.sustainability-report/2',
    notices: noticesOf(facts, { isSimulated: sections.isSimulated, isOver, isKept: at.isKept }),
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
  });
}

function noticesOf(
  { log, reversals, reversed }: ReportFacts,
  is: { readonly isSimulated: boolean; readonly isOver: boolean; readonly isKept: boolean },
): string[] {
  const cutCount = cutFactorCount(log);
  return [
    ...(is.isSimulated ? [SIMULATED] : []),
    ...(is.isOver ? [] : [NOT_OVER]),
    ...(is.isOver && !is.isKept ? [NOT_KEPT] : []),
    ...(totalOf(log).liveCount === 0 ? [NOTHING_LOGGED] : []),
    ...(cutCount === 0 ? [] : [leftOutFactors(cutCount)]),
    ...(reversed.count > reversals.length ? [leftOutReversals(reversed.count - reversals.length)] : []),
  ];
}

function restatementsOf({ log, restated, reversals, reversed }: ReportFacts): ReportRestatements {
  const total = totalOf(log);
  return {
    takenBackRows: total.backCount,
    takenBackEnergyUwh: String(-total.backEnergyUwh),
    takenBackUg: String(-total.backUg),
    workloadCount: restated.count,
    workloadIds: [...restated.ids],
    reversalCount: reversed.count,
    reversedCO2: jsonAtMost(reversed.grams),
    reversals: reversals.map(({ retirementId, grams, retiredAtMs, reversedAtMs, reason }) => ({
      retirementId,
      reversedCO2: jsonAtMost(grams),
      retiredAt: toIso(retiredAtMs),
      reversedAt: toIso(reversedAtMs),
      reason: withoutClaims(reason),
    })),
  };
}

/** What a report says; its text was made by `canonicalJson`. */
export const contentOf = ({ content }: MadeReport): SustainabilityReportContent =>
  JSON.parse(content) as SustainabilityReportContent;
