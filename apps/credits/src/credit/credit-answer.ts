import { toIso } from '@ecobe/carbon';
import type { CreditAnswer } from '@ecobe/contracts';
import { hundredthsAsNumber, jsonAtMost, lotStatus, remainingCents } from '@ecobe/ledger';
import type { SerialRange } from '@ecobe/ledger';
import type { StoredCredit } from '../ports/stored-credit';

/** Serial numbers on the wire; beyond what JSON numbers carry, the text speaks alone. */
export function serialsAnswer(text: string | null, range: SerialRange | null): CreditAnswer['serials'] {
  if (text === null) return null;
  if (range === null || range.last > BigInt(Number.MAX_SAFE_INTEGER))
    return { text, first: null, last: null };
  return { text, first: Number(range.first), last: Number(range.last) };
}

const amountsOf = (credit: StoredCredit) => ({
  amountCO2: jsonAtMost(credit.issuedG),
  availableCO2: jsonAtMost(credit.availableG),
  reservedCO2: jsonAtMost(credit.reservedG),
  retiredCO2: jsonAtMost(credit.retiredG),
  cancelledCO2: jsonAtMost(credit.cancelledG),
  expiredCO2: jsonAtMost(credit.expiredG),
  reversedCO2: jsonAtMost(credit.reversedG),
});

/** A lot as callers see it at an instant. */
export const creditAnswer = (credit: StoredCredit, nowMs: number): CreditAnswer => ({
  creditId: credit.id,
  organizationId: credit.organizationId,
  status: lotStatus(credit, nowMs),
  unit: 'g',
  ...amountsOf(credit),
  provider: credit.provider,
  registry: credit.registry,
  priceUsd: hundredthsAsNumber(credit.priceCents),
  remainingValueUsd: hundredthsAsNumber(remainingCents(credit.priceCents, credit)),
  serials: serialsAnswer(credit.serialText, credit.serials),
  mitigation: credit.mitigation,
  pathway: credit.pathway,
  vintageStart: credit.vintageStart,
  vintageEnd: credit.vintageEnd,
  project: credit.details.project,
  durabilityYears: credit.details.durabilityYears,
  correspondingAdjustment: credit.details.correspondingAdjustment,
  labels: credit.details.labels,
  certificateUrl: credit.certificateUrl,
  certificateStatus: credit.certificateStatus,
  expiresAt: credit.expiresAtMs === null ? null : toIso(credit.expiresAtMs),
  purchasedAt: toIso(credit.createdAtMs),
});
