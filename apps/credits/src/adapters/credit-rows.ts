import type { Mitigation, Pathway, Registry } from '@ecobe/contracts';
import { GRAMS_PER_TONNE, serialCount } from '@ecobe/ledger';
import type { Hold, SerialRange } from '@ecobe/ledger';
import type { CreditDetails, StoredCredit } from '../ports/stored-credit';

/** A lot as the driver gives it: bigint and ranges as text. */
export interface CreditRow {
  id: string;
  organization_id: string;
  provider: string;
  registry: Registry;
  mitigation: Mitigation | null;
  pathway: Pathway | null;
  vintage_start: string | null;
  vintage_end: string | null;
  details: CreditDetails;
  serial_text: string | null;
  serial_prefix: string | null;
  serial_range: string | null;
  certificate_url: string | null;
  certificate_status: string | null;
  price_cents: string;
  expires_at: Date | null;
  hold: Hold | null;
  issued_g: string;
  available_g: string;
  reserved_g: string;
  retired_g: string;
  cancelled_g: string;
  expired_g: string;
  reversed_g: string;
  created_at: Date;
}

/** Columns of a `CreditRow`; days as text, for the driver would move them by the time zone of this process. */
export const CREDIT_COLUMNS = `id, organization_id, provider, registry, mitigation, pathway,
  vintage_start::text, vintage_end::text, details, serial_text, serial_prefix, serial_range::text, certificate_url,
  certificate_status, price_cents, expires_at, hold, issued_g, available_g, reserved_g, retired_g, cancelled_g, expired_g,
  reversed_g, created_at`;

/** Stands for a text that is no range: compared as a whole, and apart from all serial numbers, which are never negative. */
const NO_RANGE = '[-1,0)';
/** As PostgreSQL writes integer ranges. */
const RANGE = /^\[(-?\d+),(-?\d+)\)$/;

/** The columns `serial_prefix` and `serial_range` of a lot. */
export function serialColumns(
  text: string | null,
  range: SerialRange | null,
): readonly [prefix: string | null, range: string | null] {
  return range === null ? [text, text === null ? null : NO_RANGE] : [range.prefix, rangeText(range)];
}

export const rangeText = ({ first, last }: SerialRange): string => `[${first},${last + 1n})`;

/** Which grams have which serials is known only where there is one for each tonne. */
function serialsOf(row: CreditRow): SerialRange | null {
  const { serial_prefix: prefix, serial_range: range } = row;
  if (prefix === null || range === null || range === NO_RANGE) return null;
  const [, first, end] = RANGE.exec(range) ?? [];
  if (first === undefined || end === undefined)
    throw new RangeError(`${range} is no range of serial numbers`);
  const serials = { prefix, first: BigInt(first), last: BigInt(end) - 1n };
  return serialCount(serials) * GRAMS_PER_TONNE === BigInt(row.issued_g) ? serials : null;
}

/** A row as the lot that it is. */
export const creditOf = (row: CreditRow): StoredCredit => ({
  id: row.id,
  organizationId: row.organization_id,
  provider: row.provider,
  registry: row.registry,
  mitigation: row.mitigation,
  pathway: row.pathway,
  vintageStart: row.vintage_start,
  vintageEnd: row.vintage_end,
  details: row.details,
  serialText: row.serial_text,
  serials: serialsOf(row),
  certificateUrl: row.certificate_url,
  certificateStatus: row.certificate_status,
  priceCents: BigInt(row.price_cents),
  expiresAtMs: row.expires_at?.getTime() ?? null,
  hold: row.hold,
  issuedG: BigInt(row.issued_g),
  availableG: BigInt(row.available_g),
  reservedG: BigInt(row.reserved_g),
  retiredG: BigInt(row.retired_g),
  cancelledG: BigInt(row.cancelled_g),
  expiredG: BigInt(row.expired_g),
  reversedG: BigInt(row.reversed_g),
  createdAtMs: row.created_at.getTime(),
});
