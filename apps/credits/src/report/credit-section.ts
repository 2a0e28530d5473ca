import type { ReportCreditGroup, SustainabilityReportContent } from '@ecobe/contracts';
import { gramsOfMicrograms, jsonAtMost, percentOf } from '@ecobe/ledger';
import { CLAIM_NOTE } from '../credit/notes';
import type { RetiredSums } from '../ports/report-store';
import { EU_COUNTRIES } from './eu-countries.data';
import { byName } from './report-figures';
import { BESIDE_NOTE, CREDIT_BASIS, NOT_TOLD, NO_EMISSIONS, NO_PLAN } from './report-words';

type Credits = SustainabilityReportContent['credits'];

const isConfirmed = ({ status }: RetiredSums): boolean => status === 'CONFIRMED';
const isUnconfirmed = ({ status }: RetiredSums): boolean => status === 'ALLOCATED' || status === 'SUBMITTED';

const gramsOf = (retired: readonly RetiredSums[], isMeant: (one: RetiredSums) => boolean): bigint =>
  retired.filter(isMeant).reduce((sum, { grams }) => sum + grams, 0n);

/** Credits retired in the period; they stand beside emissions, which this only reads for the ratio. */
export function creditSection(retired: readonly RetiredSums[], emissionsUg: bigint): Credits {
  const confirmedG = gramsOf(retired, isConfirmed);
  const unconfirmedG = gramsOf(retired, isUnconfirmed);
  const emissionsG = gramsOfMicrograms(emissionsUg);
  const removals = retired.filter(({ mitigation }) => mitigation === 'REMOVAL');
  return {
    basis: CREDIT_BASIS,
    confirmedCO2: jsonAtMost(confirmedG),
    unconfirmedCO2: jsonAtMost(unconfirmedG),
    rejectedCO2: jsonAtMost(gramsOf(retired, ({ status }) => status === 'REJECTED')),
    reversedCO2: jsonAtMost(gramsOf(retired, ({ status }) => status === 'REVERSED')),
    confirmedContributionPercent: percentOf(confirmedG, emissionsG),
    trackedContributionPercent: percentOf(confirmedG + unconfirmedG, emissionsG),
    contributionReason: emissionsG > 0n ? null : NO_EMISSIONS,
    planned: { plannedCO2: null, reason: NO_PLAN },
    byMitigation: groupsOf(retired, ({ mitigation }) => mitigation),
    removalsByPathway: groupsOf(removals, ({ pathway }) => pathway),
    byQualityStandard: groupsOf(retired, ({ registry }) => registry),
    byEuProject: groupsOf(retired, placeOf),
    byCorrespondingAdjustment: groupsOf(retired, ({ adjustment }) => adjustment),
    claimNote: CLAIM_NOTE,
    accountingNote: BESIDE_NOTE,
  };
}

const placeOf = ({ country }: RetiredSums): string | null =>
  country === null ? null : EU_COUNTRIES.has(country) ? 'EU' : 'OUTSIDE_EU';

function groupsOf(
  retired: readonly RetiredSums[],
  nameOf: (one: RetiredSums) => string | null,
): ReportCreditGroup[] {
  const counted = retired.filter((one) => isConfirmed(one) || isUnconfirmed(one));
  const [allConfirmedG, allUnconfirmedG] = [gramsOf(counted, isConfirmed), gramsOf(counted, isUnconfirmed)];
  return [...new Set(counted.map(nameOf))].sort(byName).map((group) => {
    const own = counted.filter((one) => nameOf(one) === group);
    const [confirmedG, unconfirmedG] = [gramsOf(own, isConfirmed), gramsOf(own, isUnconfirmed)];
    return {
      group,
      reason: group === null ? NOT_TOLD : null,
      confirmedCO2: jsonAtMost(confirmedG),
      unconfirmedCO2: jsonAtMost(unconfirmedG),
      confirmedPercent: percentOf(confirmedG, allConfirmedG),
      unconfirmedPercent: percentOf(unconfirmedG, allUnconfirmedG),
    };
  });
}
