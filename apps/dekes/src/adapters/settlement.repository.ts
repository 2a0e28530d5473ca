import type { Quality } from '@ecobe/carbon';
import { RECORD_EMISSIONS } from '@ecobe/contracts';
import type { FunctionalUnit, WorkloadEmissions } from '@ecobe/contracts';
import type { Outbox } from '@ecobe/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import type { LoggedSettlement, Settlement, StandingSettlement } from '../ports/settlement';
import type { RunToSettle, SettlementStore } from '../ports/settlement-store';
import type { OutgoingMessage } from '../ports/workload-store';
import { addMessages, replaceReports } from './message.rows';
import { workloadOf } from './workload.rows';
import type { WorkloadRow } from './workload.rows';

interface SettlementRow {
  workload_id: string;
  settled_at: Date;
  actual_g: number;
  baseline_g: number | null;
  avoided_g: number | null;
  reason: string | null;
  carbon_intensity_g_per_kwh: number;
  energy_kwh: number;
  energy_quality: Settlement['energyQuality'];
  quality: Quality;
  functional_unit: FunctionalUnit | null;
  revision: number;
  is_logged: boolean;
  unlogged: { refusal: string | null } | null;
}

const settlementOf = (row: SettlementRow): LoggedSettlement => ({
  workloadId: row.workload_id,
  settledMs: row.settled_at.getTime(),
  actualG: row.actual_g,
  baselineG: row.baseline_g,
  avoidedG: row.avoided_g,
  reason: row.reason,
  gPerKwh: row.carbon_intensity_g_per_kwh,
  energyKwh: row.energy_kwh,
  energyQuality: row.energy_quality,
  quality: row.quality,
  functionalUnit: row.functional_unit,
  revision: row.revision,
  isLogged: row.is_logged,
  unlogged: row.unlogged,
});

/** The newest of each run. */
const STANDING = `
  SELECT DISTINCT ON (s.workload_id) s.*,
    CASE WHEN o.key IS NOT NULL THEN jsonb_build_object('refusal', o.refusal) END AS unlogged
  FROM dekes.dekes_settlement s
  LEFT JOIN dekes.emission_outbox o ON o.key = s.workload_id::text || ':' || s.revision
  WHERE s.workload_id = ANY($1) ORDER BY s.workload_id, s.revision DESC`;

const INSERT = `
  INSERT INTO dekes.dekes_settlement (workload_id, settled_at, actual_g, baseline_g, avoided_g, reason,
    carbon_intensity_g_per_kwh, energy_kwh, energy_quality, quality, functional_unit, revision, is_logged)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING revision`;

/** Settlements in PostgreSQL, added to and never changed. */
export class SettlementRepository implements SettlementStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly emissionOutbox: Outbox,
  ) {}

  async toSettle(
    nowMs: number,
    changedSinceMs: number,
    after: string | null,
    limit: number,
  ): Promise<RunToSettle[]> {
    const rows = await this.dataSource.query<WorkloadRow[]>(
      `SELECT w.* FROM dekes.dekes_workload w
       WHERE run IS NOT NULL AND ($3::uuid IS NULL OR id > $3)
         AND status IN ('completed', 'failed', 'reported', 'dispatched') AND coalesce(completed_at, end_at) <= $1
         AND (coalesce(completed_at, end_at) >= $2
           OR NOT EXISTS (SELECT FROM dekes.dekes_settlement s WHERE s.workload_id = w.id))
       ORDER BY id LIMIT $4`,
      [new Date(nowMs), new Date(changedSinceMs), after, limit],
    );
    const earlier = await this.settlementsOf(rows.map(({ id }) => id));
    return rows.map((row) => ({ workload: workloadOf(row), earlier: earlier.get(row.id) ?? null }));
  }

  async settle(
    settlement: StandingSettlement,
    messages: readonly OutgoingMessage[],
    emissions: WorkloadEmissions | null,
  ): Promise<void> {
    const { workloadId, settledMs, actualG, baselineG, avoidedG, reason } = settlement;
    await this.dataSource.transaction(async (manager) => {
      const added = await manager.query<unknown[]>(INSERT, [
        ...[workloadId, new Date(settledMs), actualG, baselineG, avoidedG, reason],
        ...[settlement.gPerKwh, settlement.energyKwh, settlement.energyQuality, settlement.quality],
        settlement.functionalUnit && JSON.stringify(settlement.functionalUnit),
        ...[settlement.revision, settlement.isLogged],
      ]);
      // Another process settled it at the same time; the next round sees whether anything is left to say.
      if (added.length === 0) return;
      await manager.query('UPDATE dekes.dekes_workload SET unsettled_reason = NULL WHERE id = $1', [
        workloadId,
      ]);
      if (messages.length > 0) await replaceReports(manager, this.outbox, workloadId);
      await addMessages(manager, this.outbox, messages);
      if (emissions !== null) await this.logEmissions(manager, emissions);
    });
  }

  private logEmissions(manager: EntityManager, emissions: WorkloadEmissions): Promise<void> {
    const key = `${emissions.workloadId}:${emissions.revision}`;
    return this.emissionOutbox.add(manager, [{ key, topic: RECORD_EMISSIONS.pattern, payload: emissions }]);
  }

  async unsettled(id: string, reason: string): Promise<void> {
    await this.dataSource.query('UPDATE dekes.dekes_workload SET unsettled_reason = $2 WHERE id = $1', [
      id,
      reason,
    ]);
  }

  async settlementsOf(ids: readonly string[]): Promise<Map<string, LoggedSettlement>> {
    const rows = await this.dataSource.query<SettlementRow[]>(STANDING, [ids]);
    return new Map(rows.map((row) => [row.workload_id, settlementOf(row)]));
  }
}
