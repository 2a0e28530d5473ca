import type { LotFilter, OffsetFailure, OffsetMode, OffsetRun } from '@ecobe/contracts';
import type { DataSource } from 'typeorm';
import type { OffsetPolicy, PolicyStore, StoredPolicy } from '../ports/policy-store';

const COLUMNS =
  'organization_id, target_basis_points, filter, monthly_cap_g, mode, updated_at, last_run, last_failure';

const SET = `
  INSERT INTO credits.offset_policy (organization_id, target_basis_points, filter, monthly_cap_g, mode)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (organization_id) DO UPDATE SET target_basis_points = excluded.target_basis_points, filter = excluded.filter,
    monthly_cap_g = excluded.monthly_cap_g, mode = excluded.mode, updated_at = now()
  RETURNING ${COLUMNS}`;

/** A policy as it was when it ended. */
const END = `
  WITH ended AS (DELETE FROM credits.offset_policy WHERE organization_id = $1 RETURNING ${COLUMNS}) SELECT * FROM ended`;

interface PolicyRow {
  organization_id: string;
  target_basis_points: number;
  filter: LotFilter;
  monthly_cap_g: string | null;
  mode: OffsetMode;
  updated_at: Date;
  last_run: OffsetRun | null;
  last_failure: OffsetFailure | null;
}

/** Offset policies in PostgreSQL. */
export class PolicyRepository implements PolicyStore {
  constructor(private readonly dataSource: DataSource) {}

  async set(policy: OffsetPolicy): Promise<StoredPolicy> {
    const [row] = await this.dataSource.query<PolicyRow[]>(SET, [
      ...[policy.organizationId, String(policy.targetBasisPoints), JSON.stringify(policy.filter)],
      ...[policy.monthlyCapG === null ? null : String(policy.monthlyCapG), policy.mode],
    ]);
    if (row === undefined) throw new Error('a policy was not written');
    return policyOf(row);
  }

  one(organizationId: string): Promise<StoredPolicy | null> {
    return this.first(
      `SELECT ${COLUMNS} FROM credits.offset_policy WHERE organization_id = $1`,
      organizationId,
    );
  }

  async all(): Promise<StoredPolicy[]> {
    const rows = await this.dataSource.query<PolicyRow[]>(
      `SELECT ${COLUMNS} FROM credits.offset_policy ORDER BY organization_id`,
    );
    return rows.map(policyOf);
  }

  end(organizationId: string): Promise<StoredPolicy | null> {
    return this.first(END, organizationId);
  }

  async keepRun(organizationId: string, run: OffsetRun): Promise<void> {
    await this.dataSource.query(
      'UPDATE credits.offset_policy SET last_run = $2, last_failure = NULL WHERE organization_id = $1',
      [organizationId, JSON.stringify(run)],
    );
  }

  async keepFailure(organizationId: string, failure: OffsetFailure): Promise<void> {
    await this.dataSource.query(
      'UPDATE credits.offset_policy SET last_failure = $2 WHERE organization_id = $1',
      [organizationId, JSON.stringify(failure)],
    );
  }

  private async first(sql: string, organizationId: string): Promise<StoredPolicy | null> {
    const [row] = await this.dataSource.query<PolicyRow[]>(sql, [organizationId]);
    return row === undefined ? null : policyOf(row);
  }
}

const policyOf = (row: PolicyRow): StoredPolicy => ({
  organizationId: row.organization_id,
  targetBasisPoints: BigInt(row.target_basis_points),
  filter: row.filter,
  monthlyCapG: row.monthly_cap_g === null ? null : BigInt(row.monthly_cap_g),
  mode: row.mode,
  updatedAtMs: row.updated_at.getTime(),
  lastRun: row.last_run,
  lastFailure: row.last_failure,
});
