import type { Basis } from '@ecobe/carbon';
import type { WorkloadAnswer, WorkloadPage, WorkloadsQuery } from '@ecobe/contracts';
import type { DataSource } from 'typeorm';
import type { Savings, SummaryScope, WorkloadReader } from '../ports/workload-reader';
import { SAVINGS, savingsOf } from './savings.sql';
import type { SavingsRow } from './savings.sql';
import { summaryOf, workloadOf } from './workload-rows';
import type { SummaryRow, WorkloadRow } from './workload-rows';

/** The region as the caller named it, which the plan keeps; where nothing was forecast it runs at home. */
const REGION_NAME = `CASE WHEN start_at IS NULL THEN NULL
  ELSE COALESCE(p.details->'placed'->>'region', request->>'homeRegion') END AS region_name`;
const PLAN = `LEFT JOIN routing.workload_plan p ON p.workload_id = w.id AND p.number = w.plan_number`;

const ONE = `
  SELECT w.*, ${REGION_NAME}, p.planned_at, p.details, to_jsonb(s) AS settlement,
    CASE WHEN o.key IS NOT NULL THEN jsonb_build_object('refusal', o.refusal) END AS unlogged
  FROM routing.workload w ${PLAN}
  LEFT JOIN LATERAL (SELECT * FROM routing.workload_settlement s WHERE s.workload_id = w.id
    ORDER BY revision DESC LIMIT 1) s ON true
  LEFT JOIN routing.emission_outbox o ON o.key = s.workload_id::text || ':' || s.revision
  WHERE w.id = $1`;
const LIST = `
  SELECT w.*, ${REGION_NAME} FROM routing.workload w ${PLAN}
  WHERE ($1::uuid IS NULL OR w.id < $1) AND ($2::text IS NULL OR status = $2)
    AND ($3::text IS NULL OR organization_id = $3) AND ($4::uuid IS NULL OR batch_id = $4)
  ORDER BY w.id DESC LIMIT $5`;
const ZONES = `
  SELECT DISTINCT zone, COALESCE(request->>'basis', 'lifecycle') AS basis FROM routing.workload w
  WHERE zone IS NOT NULL AND status NOT IN ('cancelled', 'dead')
    AND COALESCE(start_at, accepted_at) >= $1 AND COALESCE(start_at, accepted_at) < $2
    AND ($3::text IS NULL OR organization_id = $3)
  ORDER BY 1, 2`;

const scoped = ({ fromMs, toMs, organizationId }: SummaryScope): unknown[] => [
  new Date(fromMs),
  new Date(toMs),
  organizationId,
];

/** Workloads as they are shown. */
export class WorkloadReaderRepository implements WorkloadReader {
  constructor(private readonly dataSource: DataSource) {}

  async one(id: string): Promise<WorkloadAnswer | null> {
    const [row] = await this.dataSource.query<WorkloadRow[]>(ONE, [id]);
    return row === undefined ? null : workloadOf(row);
  }

  async list({ cursor, limit, status, organizationId, batchId }: WorkloadsQuery): Promise<WorkloadPage> {
    const filters = [cursor ?? null, status ?? null, organizationId ?? null, batchId ?? null];
    const rows = await this.dataSource.query<SummaryRow[]>(LIST, [...filters, limit + 1]);
    const items = rows.slice(0, limit).map(summaryOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.workloadId ?? null) : null };
  }

  async savings(scope: SummaryScope): Promise<Savings> {
    const [row] = await this.dataSource.query<[SavingsRow]>(SAVINGS, scoped(scope));
    return savingsOf(row);
  }

  zones(scope: SummaryScope): Promise<{ zone: string; basis: Basis }[]> {
    return this.dataSource.query<{ zone: string; basis: Basis }[]>(ZONES, scoped(scope));
  }
}
