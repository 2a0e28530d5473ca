import type { CreditsQuery, Mitigation } from '@ecobe/contracts';
import type { DataSource } from 'typeorm';
import type { BalanceFigures, CreditReader, StoredPage } from '../ports/credit-reader';
import type { StoredCredit } from '../ports/stored-credit';
import { BALANCE } from './balance.sql';
import { CREDIT_COLUMNS, creditOf } from './credit-rows';
import type { CreditRow } from './credit-rows';
import { isUuid } from '../credit/uuid';
import { withRefusals } from './store-faults';

type RowNow = CreditRow & { now: Date };

const ONE = `SELECT ${CREDIT_COLUMNS}, now() AS now FROM credits.carbon_credit WHERE organization_id = $1 AND id = $2`;

const LIST = `
  SELECT ${CREDIT_COLUMNS}, now() AS now FROM credits.credit_with_status
  WHERE organization_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR registry = $3)
    AND ($4::text IS NULL OR mitigation = $4)
    AND ($5::int IS NULL OR (vintage_start <= make_date($5, 12, 31) AND
      COALESCE(vintage_end, vintage_start) >= make_date($5, 1, 1)))
    AND ($6::uuid IS NULL OR (created_at, id) <
      (SELECT created_at, id FROM credits.carbon_credit WHERE organization_id = $1 AND id = $6))
  ORDER BY created_at DESC, id DESC LIMIT $7`;

interface FiguresRow {
  emissions_ug: string;
  confirmed_g: string;
  expiring_g: string;
  first_expires_ms: string | null;
  last_entry_id: string;
  types: {
    mitigation: Mitigation | null;
    active: number;
    available_g: string;
    reserved_g: string;
    offset_g: string;
    value_cents: string;
  }[];
}

/** Reads the books in PostgreSQL; each answer is of one moment. */
export class CreditReaderRepository implements CreditReader {
  constructor(private readonly dataSource: DataSource) {}

  async one(
    organizationId: string,
    creditId: string,
  ): Promise<{ credit: StoredCredit; nowMs: number } | null> {
    const [row] = await this.query<RowNow[]>(ONE, [organizationId, creditId]);
    return row === undefined ? null : { credit: creditOf(row), nowMs: row.now.getTime() };
  }

  async list(query: CreditsQuery): Promise<StoredPage | null> {
    const { organizationId, cursor = null, limit } = query;
    if (cursor !== null && !isUuid(cursor)) return null;
    if (cursor !== null && (await this.one(organizationId, cursor)) === null) return null;
    const rows = await this.query<RowNow[]>(LIST, [
      ...[organizationId, query.status ?? null, query.registry ?? null, query.mitigation ?? null],
      ...[query.vintage === undefined ? null : Number(query.vintage), cursor, limit + 1],
    ]);
    const credits = rows.slice(0, limit).map(creditOf);
    return {
      credits,
      nextCursor: rows.length > limit ? (credits.at(-1)?.id ?? null) : null,
      nowMs: rows[0]?.now.getTime() ?? 0,
    };
  }

  async balance(organizationId: string, expiringWithinDays: number): Promise<BalanceFigures> {
    const [row] = await this.query<FiguresRow[]>(BALANCE, [organizationId, expiringWithinDays]);
    if (row === undefined) throw new Error('a balance is always one row');
    return {
      emissionsUg: BigInt(row.emissions_ug),
      confirmedG: BigInt(row.confirmed_g),
      expiringG: BigInt(row.expiring_g),
      firstExpiresAtMs: row.first_expires_ms === null ? null : Number(row.first_expires_ms),
      lastEntryId: BigInt(row.last_entry_id),
      types: row.types.map((type) => ({
        mitigation: type.mitigation,
        activeCount: type.active,
        availableG: BigInt(type.available_g),
        reservedG: BigInt(type.reserved_g),
        offsetG: BigInt(type.offset_g),
        valueCents: BigInt(type.value_cents),
      })),
    };
  }

  private query<Rows>(sql: string, values: unknown[]): Promise<Rows> {
    return withRefusals(this.dataSource.query<Rows>(sql, values));
  }
}
