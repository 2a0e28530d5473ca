import type { Interval } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import type { Reservation, RoomPrice } from '@ecobe/placement';
import type { DataSource, EntityManager } from 'typeorm';
import type {
  ArrivalRecord,
  NewPlan,
  PlanSurvey,
  PlanningStore,
  PlanningTurn,
  ReservedSlot,
  StoredBaseline,
  Waiting,
  WaitingWorkload,
} from '../ports/planning-store';
import { drawArrivals } from './arrival-record';
import { changeRoom } from './change-room';
import { claimRound } from './joint-round.sql';
import { WAITING_COUNT, openPlans } from './open-plans';
import { savePlans } from './plan-writes';
import { keepPrices, readPrices } from './room-prices.sql';
import { untangled } from './untangled';

/** Any constant of our own. */
const PLANNING_LOCK_ID = 3_625_010;
const PUT_OFF_SECONDS = 30;
/** With waits that double: given up after an hour. */
const MOST_PLAN_FAULTS = 8;

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
  WHERE status = 'accepted' AND (not_before IS NULL OR not_before <= now()) AND ($2::uuid IS NULL OR id > $2)
  ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`;
/** Those that are handed over, or about to start, keep the plan they have. */
const OPEN = `
  SELECT ${COLUMNS} FROM routing.workload
  WHERE id = ANY($1::uuid[]) AND status IN ('accepted', 'planned') AND attempt_count = 0
    AND (start_at IS NULL OR start_at > $2)
  ORDER BY id FOR UPDATE SKIP LOCKED`;
const NOT_STARTED = `
  SELECT ${COLUMNS} FROM routing.workload
  WHERE status IN ('accepted', 'planned') AND attempt_count = 0 AND (start_at IS NULL OR start_at > $2)
    AND ($3::uuid IS NULL OR id > $3)
  ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`;

const PUT_OFF = `
  UPDATE routing.workload w SET reason = new.reason, plan_fault_count = w.plan_fault_count + new.fault,
    status = CASE WHEN new.fault = 1 AND w.plan_fault_count + 1 >= ${MOST_PLAN_FAULTS} THEN 'dead' ELSE w.status END,
    not_before = now() + interval '${PUT_OFF_SECONDS} seconds' * (CASE new.fault WHEN 1 THEN 2 ^ w.plan_fault_count ELSE 1 END)
  FROM unnest($1::uuid[], $2::text[], $3::int[]) AS new (id, reason, fault)
  WHERE w.id = new.id AND w.status = 'accepted'`;
/** Locked in the order in which all lock them. */
const FORGET = `
  WITH past AS MATERIALIZED (
    SELECT region, slot FROM routing.reserved_room WHERE slot < $1 ORDER BY region, slot FOR UPDATE
  )
  DELETE FROM routing.reserved_room r USING past WHERE r.region = past.region AND r.slot = past.slot`;
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

/** Plans in PostgreSQL. One planner at a time, so that two never give away the same room. */
export class PlanningRepository implements PlanningStore {
  constructor(private readonly dataSource: DataSource) {}

  inTurn<Result>(work: (turn: PlanningTurn) => Promise<Result>): Promise<Result> {
    return untangled(this.dataSource, async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [PLANNING_LOCK_ID]);
      const kept: NewPlan[] = [];
      const result = await work(turnOf(manager, kept));
      // Once and in order: who cancels meanwhile locks the same rows in that order too.
      const released = kept.flatMap(({ replaced }) => replaced ?? []);
      const reserved = kept.flatMap(({ reservation }) => reservation ?? []);
      await changeRoom(manager, released, reserved);
      return result;
    });
  }

  survey<Result>(look: (survey: PlanSurvey) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const [{ now }] = await manager.query<[{ now: Date }]>('SELECT now() AS now');
      return look({
        takenAtMs: now.getTime(),
        open: (afterId, startsAfterMs, limit) => openPlans(manager, afterId, startsAfterMs, limit),
        ...roomOf(manager),
      });
    });
  }

  async waitingCount(startsAfterMs: number, limit: number): Promise<{ accepted: number; planned: number }> {
    const [row] = await this.dataSource.query<[{ accepted: number; planned: number }]>(WAITING_COUNT, [
      new Date(startsAfterMs),
      limit,
    ]);
    return row;
  }

  claimRound(slot: number): Promise<boolean> {
    return claimRound(this.dataSource, slot);
  }

  keepPrices(prices: readonly RoomPrice[], surveyedAtMs: number): Promise<void> {
    return this.dataSource.transaction((manager) => keepPrices(manager, prices, surveyedAtMs));
  }

  arrivals(sinceMs: number, untilMs: number, count: number): Promise<ArrivalRecord> {
    return drawArrivals(this.dataSource.manager, { sinceMs, untilMs, count });
  }

  async forgetBefore(slot: number): Promise<void> {
    await untangled(this.dataSource, (manager) => manager.query(FORGET, [slot]));
  }
}

const roomOf = (manager: EntityManager): Pick<PlanSurvey, 'reserved' | 'prices'> => ({
  reserved: (fromSlot) => readReserved(manager, fromSlot),
  prices: (fromHour) => readPrices(manager, fromHour),
});

/** @param kept is told which plans were kept */
const turnOf = (manager: EntityManager, kept: NewPlan[]): PlanningTurn => ({
  claim: async (waiting, limit) => (await claimed(manager, waiting, limit)).map(waitingOf),
  claimOpen: async (ids, nowMs) =>
    (await manager.query<WaitingRow[]>(OPEN, [ids, new Date(nowMs)])).map(waitingOf),
  ...roomOf(manager),
  save: async (plans) => {
    const refused = await savePlans(manager, plans);
    const ids = new Set(refused.map(({ workloadId }) => workloadId));
    kept.push(...plans.filter(({ workloadId }) => !ids.has(workloadId)));
    return refused;
  },
  putOff: async (workloads) => {
    await manager.query(PUT_OFF, [
      workloads.map(({ workloadId }) => workloadId),
      workloads.map(({ reason }) => reason),
      workloads.map(({ isFault }) => (isFault ? 1 : 0)),
    ]);
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

function claimed(manager: EntityManager, waiting: Waiting, limit: number): Promise<WaitingRow[]> {
  if (waiting.kind === 'accepted') return manager.query<WaitingRow[]>(ACCEPTED, [limit, waiting.afterId]);
  return manager.query<WaitingRow[]>(NOT_STARTED, [limit, new Date(waiting.nowMs), waiting.afterId]);
}
