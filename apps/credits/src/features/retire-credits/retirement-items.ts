import { ProblemError } from '@ecobe/contracts';
import type { ProblemDetailItem, RetireCreditsRequest } from '@ecobe/contracts';
import { gramsOf, jsonAtMost } from '@ecobe/ledger';
import type { RetirementItem, Unretirable } from '@ecobe/ledger';
import { invalid } from '../../credit/problems';

/** An item with where the caller wrote it. */
export interface PlacedItem extends RetirementItem {
  readonly pointer: string;
}

function itemsOfAmounts(items: NonNullable<RetireCreditsRequest['items']>): PlacedItem[] {
  return items.map(({ creditId, amountCO2, unit }, index) => {
    const pointer = `/items/${index}`;
    const amount = gramsOf(amountCO2, unit ?? 'g');
    if (amount.kind === 'fault') throw invalid(`${pointer}/amountCO2`, amount.detail);
    return { lotId: creditId.toLowerCase(), grams: amount.grams, pointer: `${pointer}/creditId` };
  });
}

function refuseTwins(items: readonly PlacedItem[]): void {
  const firstOf = new Map<string, string>();
  const errors = items.flatMap(({ lotId, pointer }): ProblemDetailItem[] => {
    const first = firstOf.get(lotId);
    if (first === undefined) firstOf.set(lotId, pointer);
    return first === undefined ? [] : [{ pointer, detail: `${lotId} stands at ${first} already` }];
  });
  if (errors.length === 0) return;
  const detail = errors[0]?.detail ?? '';
  throw new ProblemError({
    status: 400,
    code: 'DUPLICATE_CREDIT',
    title: 'Duplicate credit',
    detail,
    errors,
  });
}

/** What is to be retired. @throws ProblemError 400 `INVALID_INPUT`, `DUPLICATE_CREDIT` */
export function itemsOf({ creditIds, items }: RetireCreditsRequest): PlacedItem[] {
  if ((creditIds == null) === (items == null)) {
    throw invalid('/creditIds', 'exactly one of creditIds and items must be given');
  }
  const asked =
    items == null
      ? (creditIds ?? []).map((id, index) => ({
          lotId: id.toLowerCase(),
          grams: null,
          pointer: `/creditIds/${index}`,
        }))
      : itemsOfAmounts(items);
  refuseTwins(asked);
  return asked;
}

const why = ({ status, availableG, askedG }: Unretirable): string =>
  status === 'ACTIVE' ? `has ${availableG} g available, less than ${askedG} g` : `is ${status}`;

/** 409 that names each lot and what stands against it; nothing was retired. */
export function notRetirable(
  unretirable: readonly Unretirable[],
  isShortOnly: boolean,
  items: readonly PlacedItem[],
): ProblemError {
  const pointerOf = new Map(items.map(({ lotId, pointer }) => [lotId, pointer]));
  const [code, title] = isShortOnly
    ? ['INSUFFICIENT_CREDITS', 'Insufficient credits']
    : ['CREDIT_NOT_RETIRABLE', 'Credit not retirable'];
  const errors = unretirable.map((one) => ({ pointer: pointerOf.get(one.lotId) ?? '', detail: why(one) }));
  const credits = unretirable.map(({ lotId, status, availableG, askedG }) => ({
    creditId: lotId,
    status,
    availableCO2: jsonAtMost(availableG),
    requestedCO2: askedG === null ? null : jsonAtMost(askedG),
  }));
  const detail = `${unretirable.map((one) => `${one.lotId} ${why(one)}`).join('; ')}. Nothing was retired.`;
  return new ProblemError({ status: 409, code, title, detail, errors, extensions: { credits } });
}
