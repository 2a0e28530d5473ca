import { toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import type { Reservation } from '@ecobe/placement';
import type { DataSource, EntityManager } from 'typeorm';
import type {
  NewPlan,
  PlanningStore,
  PlanningTurn,
  ReservedSlot,
  StoredBaseline,
  Waiting,
  WaitingWorkload,
} from '../ports/planning-store';
import { roomChanges } from './room-changes';

/** Any constant of our own. */
const PLANNING_LOCK_ID = 3_625_010;
const PUT_OFF_SECONDS = 30;

interface WaitingRow {
  id: string;
  request: WorkloadRequest;
  accepted_at: Date;
  plan_number: number;
  region: string | null;
  segments: Interval[] | null;
  reservation: Reservation | null;
  baseline: StoredBaseline | null;
}

const COLUMNS = 'id, request, accepted_at, plan_number, region, segments, reservation, baseline';
const ACCEPTED = `
  SELECT ${COLUMNS} FROM routing.workload
  WHERE status = 'accepted' AND (not_before IS NULL OR not_before <= now())
  ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`;
const NOT_STARTED = `
  SELECT ${COLUMNS} FROM routing.workload
  WHERE status IN ('accepted', 'planned') AND attempt_count = 0 AND (start_at IS NULL OR start_at > $2)
    AND ($3::uuid IS NULL OR id > $3)
  ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`;

/** One JSON text for all rows: as arrays of texts, every quote of every plan would have to be escaped, which costs more than the rest. */
const UPDATE = `
  UPDATE routing.workload w SET status = 'planned', plan_number = new.number, start_at = new.start_at,
    end_at = new.end_at, segments = new.segments, region = new.region, zone = new.zone,
    reservation = new.reservation, reason = new.reason, baseline = new.baseline, not_before = NULL
  FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, number int, start_at timestamptz, end_at timestamptz,
    segments jsonb, region text, zone text, reservation jsonb, reason text, baseline jsonb)
  WHERE w.id = new.id`;
const INSERT_PLANS = `
  INSERT INTO routing.workload_plan (workload_id, number, planned_at, details, expected_g, expected_usd)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS new (workload_id uuid, number int, planned_at timestamptz,
    details jsonb, expected_g float8, expected_usd float8)`;
const CHANGE_ROOM = `
  INSERT INTO routing.reserved_room (region, slot, kw)
  SELECT * FROM unnest($1::text[], $2::int[], $3::float8[]) AS change (region, slot, kw) ORDER BY 1, 2
  ON CONFLICT (region, slot) DO UPDATE SET kw = routing.reserved_room.kw + EXCLUDED.kw`;

const waitingOf = (row: WaitingRow): WaitingWorkload => ({
  id: row.id,
  request: row.request,
  acceptedAtMs: row.accepted_at.getTime(),
  planNumber: row.plan_number,
  baseline: row.baseline,
  current:
    row.region === null || row.segments === null
      ? null
      : { region: row.region, segments: row.segments, reservation: row.reservation },
});

/** What the workload itself says of the plan. */
const standingOf = ({ workloadId, number, segments, region, zone, ...plan }: NewPlan) => ({
  ...{ id: workloadId, number, segments, region, zone },
  start_at: toIso(segments[0]?.startMs ?? NaN),
  end_at: toIso(segments.at(-1)?.endMs ?? NaN),
  reservation: plan.reservation,
  reason: plan.reason,
  baseline: plan.baseline,
});

/** The plan as it is kept for ever. */
const historyOf = ({ workloadId, number, plannedAtMs, details }: NewPlan) => ({
  ...{ workload_id: workloadId, number, planned_at: toIso(plannedAtMs), details },
  expected_g: details.placed?.estimatedCO2 ?? null,
  expected_usd: details.placed?.estimatedCost ?? null,
});

/** Plans in PostgreSQL. One planner at a time, so that two never give away the same room. */
export class PlanningRepository implements PlanningStore {
  constructor(private readonly dataSource: DataSource) {}

  inTurn<Result>(work: (turn: PlanningTurn) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [PLANNING_LOCK_ID]);
      return work(turnOf(manager));
    });
  }

  async forgetBefore(slot: number): Promise<void> {
    await this.dataSource.query('DELETE FROM routing.reserved_room WHERE slot < $1', [slot]);
  }
}

const turnOf = (manager: EntityManager): PlanningTurn => ({
  claim: async (waiting, limit) => (await claimed(manager, waiting, limit)).map(waitingOf),
  reserved: (fromSlot) => readReserved(manager, fromSlot),
  save: (plans) => save(manager, plans),
  putOff: async (workloadIds, reason) => {
    await manager.query(
      `UPDATE routing.workload SET reason = $2, not_before = now() + interval '${PUT_OFF_SECONDS} seconds'
       WHERE id = ANY($1)`,
      [workloadIds, reason],
    );
  },
});

/** What is reserved from a slot on. */
export const readReserved = (
  database: Pick<EntityManager, 'query'>,
  fromSlot: number,
): Promise<ReservedSlot[]> =>
  database.query<ReservedSlot[]>('SELECT region, slot, kw FROM routing.reserved_room WHERE slot >= $1', [
    fromSlot,
  ]);

/** Gives reservations back and takes others, within a transaction of the caller's. */
export async function changeRoom(
  manager: EntityManager,
  released: readonly Reservation[],
  reserved: readonly Reservation[],
): Promise<void> {
  const changes = roomChanges(released, reserved);
  await manager.query(CHANGE_ROOM, [
    changes.map(({ region }) => region),
    changes.map(({ slot }) => slot),
    changes.map(({ kw }) => kw),
  ]);
}

function claimed(manager: EntityManager, waiting: Waiting, limit: number): Promise<WaitingRow[]> {
  if (waiting.kind === 'accepted') return manager.query<WaitingRow[]>(ACCEPTED, [limit]);
  return manager.query<WaitingRow[]>(NOT_STARTED, [limit, new Date(waiting.nowMs), waiting.afterId]);
}

async function save(manager: EntityManager, plans: readonly NewPlan[]): Promise<void> {
  if (plans.length === 0) return;
  await manager.query(UPDATE, [JSON.stringify(plans.map(standingOf))]);
  await manager.query(INSERT_PLANS, [JSON.stringify(plans.map(historyOf))]);
  const released = plans.flatMap(({ replaced }) => replaced ?? []);
  const reserved = plans.flatMap(({ reservation }) => reservation ?? []);
  await changeRoom(manager, released, reserved);
}
