import type { RetirementLineAnswer } from '@ecobe/contracts';
import { jsonAtMost, lotStatus } from '@ecobe/ledger';
import type { RetirementLine } from '@ecobe/ledger';
import type { StoredCredit } from '../ports/stored-credit';
import { serialsAnswer } from './credit-answer';

/** What left each lot, on the wire. */
export const linesAnswer = (
  lines: readonly RetirementLine[],
  credits: ReadonlyMap<string, StoredCredit>,
  nowMs: number,
): RetirementLineAnswer[] =>
  lines.map(({ lotId, grams, serials, after }) => {
    const credit = credits.get(lotId);
    if (credit === undefined) throw new RangeError(`lot ${lotId} was not read`);
    return {
      creditId: lotId,
      amountCO2: jsonAtMost(grams),
      availableCO2: jsonAtMost(after.availableG),
      status: lotStatus({ ...credit, ...after }, nowMs),
      serials: serials === null ? null : serialsAnswer(credit.serialText, serials),
    };
  });
