import { REGISTRIES } from '@ecobe/contracts';
import type { CreditWarning, PurchaseCreditsRequest, Registry } from '@ecobe/contracts';
import { GRAMS_PER_TONNE, centsOf, gramsOf, parseSerials, serialCount } from '@ecobe/ledger';
import type { SerialRange } from '@ecobe/ledger';
import { certificateUrlFault } from '../../credit/certificate-url';
import { invalid } from '../../credit/problems';
import type { NewCredit } from '../../ports/ledger-store';

/** Cents for a tonne between which a price is not remarkable: 0.1 to 5,000 USD. */
const LOWEST_CENTS_PER_TONNE = 10n;
const HIGHEST_CENTS_PER_TONNE = 500_000n;

/** `Gold Standard` names GOLD_STANDARD; a provider that bears no registry's name is no registry. */
function registryOf({ registry, provider }: PurchaseCreditsRequest): Registry {
  const named = provider
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
  return registry ?? REGISTRIES.find((one) => one === named) ?? 'OTHER';
}

/** The range that was told, one serial per tonne, else the one that can be read from the text. */
function serialsOf({ serials }: PurchaseCreditsRequest, grams: bigint): SerialRange | null {
  if (serials == null) return null;
  const [first, last] = [serials.first ?? null, serials.last ?? null];
  if ((first === null) !== (last === null)) {
    throw invalid(
      `/serials/${first === null ? 'first' : 'last'}`,
      'first and last are given both, or neither',
    );
  }
  const read = parseSerials(serials.text);
  if (first === null || last === null) return read === null ? null : enough(read, grams);
  const told = { prefix: serials.text, first: BigInt(first), last: BigInt(last) };
  if (first > last) throw invalid('/serials/last', 'must not be before first');
  if (serialCount(told) * GRAMS_PER_TONNE !== grams) {
    throw invalid('/serials/last', `${serialCount(told)} serial numbers, one per tonne, are not ${grams} g`);
  }
  const isPart = read !== null && read.first <= told.first && told.last <= read.last;
  return isPart ? { ...told, prefix: read.prefix } : told;
}

/** A range is kept whatever part of it is bought, for none of its numbers may be bought again. */
function enough(read: SerialRange, grams: bigint): SerialRange {
  if (serialCount(read) * GRAMS_PER_TONNE >= grams) return read;
  const detail =
    `names the serial numbers ${read.first} to ${read.last}, one per tonne, which are fewer than ${grams} g: ` +
    'tell first and last where it does not end with a range';
  throw invalid('/serials/text', detail);
}

const amountOf = ({ amountCO2, unit }: PurchaseCreditsRequest): bigint => {
  const amount = gramsOf(amountCO2, unit ?? 'g');
  if (amount.kind === 'fault') throw invalid('/amountCO2', amount.detail);
  return amount.grams;
};

const priceOf = ({ priceUsd }: PurchaseCreditsRequest): bigint => {
  const cents = centsOf(priceUsd);
  if (cents === null) throw invalid('/priceUsd', 'must be whole cents');
  return cents;
};

/** What is bought, checked. @throws ProblemError 400 */
export function newCredit(id: string, request: PurchaseCreditsRequest, hosts: readonly string[]): NewCredit {
  const issuedG = amountOf(request);
  const certificateUrl = request.certificateUrl ?? null;
  const fault = certificateUrl === null ? null : certificateUrlFault(certificateUrl, hosts);
  if (fault !== null) throw invalid('/certificateUrl', fault, 'INVALID_CERTIFICATE_URL');
  const [vintageStart, vintageEnd] = [request.vintageStart ?? null, request.vintageEnd ?? null];
  if (vintageStart !== null && vintageEnd !== null && vintageEnd < vintageStart) {
    throw invalid('/vintageEnd', 'must not be before vintageStart');
  }
  return {
    ...{ id, issuedG, certificateUrl, vintageStart, vintageEnd },
    ...{ provider: request.provider, registry: registryOf(request), priceCents: priceOf(request) },
    mitigation: request.mitigation ?? null,
    pathway: request.pathway ?? null,
    details: {
      project: request.project ?? null,
      durabilityYears: request.durabilityYears ?? null,
      correspondingAdjustment: request.correspondingAdjustment ?? null,
      labels: request.labels ?? [],
    },
    serialText: request.serials?.text ?? null,
    serials: serialsOf(request, issuedG),
    expiresAtMs: request.expiresAt == null ? null : Date.parse(request.expiresAt),
  };
}

/** What a buyer should look at again. */
export function warningsOf({ priceCents, issuedG }: NewCredit): CreditWarning[] {
  const tonnesPrice = priceCents * GRAMS_PER_TONNE;
  const isUsual =
    tonnesPrice >= LOWEST_CENTS_PER_TONNE * issuedG && tonnesPrice <= HIGHEST_CENTS_PER_TONNE * issuedG;
  if (isUsual) return [];
  const detail =
    `The price is ${tonnesPrice > LOWEST_CENTS_PER_TONNE * issuedG ? 'above 5000' : 'below 0.1'} USD/t: ` +
    'check amount, unit and price.';
  return [{ code: 'UNUSUAL_PRICE', detail }];
}
