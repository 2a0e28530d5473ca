import { toIso } from '@ecobe/carbon';
import type { EntityManager } from 'typeorm';
import type { NewPlan, PutOff } from '../ports/planning-store';
import { isDeadlock } from './untangled';

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

/**
 * All at once, or one by one where that fails: what the database refuses of one must not cost the others their plans.
 * What they change in `reserved_room` is left to the caller, which knows of all plans of a transaction.
 */
export async function savePlans(manager: EntityManager, plans: readonly NewPlan[]): Promise<PutOff[]> {
  if (plans.length === 0) return [];
  try {
    await manager.transaction((savepoint) => write(savepoint, plans));
    return [];
  } catch (error) {
    if (isDeadlock(error)) throw error;
    const [only] = plans;
    if (only === undefined || plans.length > 1) return saveEach(manager, plans);
    const reason = `its plan could not be kept: ${error instanceof Error ? error.message : String(error)}`;
    return [{ workloadId: only.workloadId, reason, isFault: true }];
  }
}

async function saveEach(manager: EntityManager, plans: readonly NewPlan[]): Promise<PutOff[]> {
  const refused: PutOff[] = [];
  for (const plan of plans) refused.push(...(await savePlans(manager, [plan])));
  return refused;
}

async function write(manager: EntityManager, plans: readonly NewPlan[]): Promise<void> {
  await manager.query(UPDATE, [JSON.stringify(plans.map(standingOf))]);
  await manager.query(INSERT_PLANS, [JSON.stringify(plans.map(historyOf))]);
}
