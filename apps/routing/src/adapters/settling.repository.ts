import type { Interval } from '@ecobe/carbon';
import type { Quality } from '@ecobe/carbon';
import { RECORD_EMISSIONS } from '@ecobe/contracts';
import type { WorkloadEmissions, WorkloadRequest, WorkloadStatus } from '@ecobe/contracts';
import type { Outbox, OutboxEntry } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import type {
  Completion,
  Settlement,
  SettlingStore,
  StandingSettlement,
  WorkloadToSettle,
} from '../ports/settling-store';

interface SettlementRow {
  revision: number;
  energy_kwh: number;
  energy_quality: Settlement['energyQuality'];
  emitted_g: number;
  transfer_g: number;
  baseline_g: number;
  avoided_g: number;
  work_g_per_kwh: number;
  home_g_per_kwh: number;
  quality: Quality;
  source: string;
  is_logged: boolean;
}

interface ToSettleRow {
  id: string;
  status: WorkloadStatus;
  request: WorkloadRequest;
  accepted_at: Date;
  region: string;
  zone: string;
  segments: Interval[];
  completion: Completion | null;
  newest: SettlementRow | null;
}

const TO_SETTLE = `
  SELECT w.id, status, request, accepted_at, region, zone, segments, completion, to_jsonb(s) AS newest
  FROM routing.workload w
  LEFT JOIN LATERAL (SELECT * FROM routing.workload_settlement s WHERE s.workload_id = w.id
    ORDER BY revision DESC LIMIT 1) s ON true
  WHERE (status = 'completed' OR (status = 'dispatched' AND end_at < $1) OR (status = 'settled' AND end_at >= $2))
    AND ($3::uuid IS NULL OR w.id > $3)
  ORDER BY w.id LIMIT $4`;

const INSERT = `
  INSERT INTO routing.workload_settlement (workload_id, revision, settled_at, energy_kwh, energy_quality, emitted_g,
    transfer_g, baseline_g, avoided_g, work_g_per_kwh, home_g_per_kwh, quality, source, is_logged)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  ON CONFLICT DO NOTHING RETURNING revision`;

const emissionEntry = (emissions: WorkloadEmissions): OutboxEntry => ({
  key: `${emissions.workloadId}:${emissions.revision}`,
  topic: RECORD_EMISSIONS.pattern,
  payload: emissions,
});

const settlementOf = (row: SettlementRow): StandingSettlement => ({
  revision: row.revision,
  energyKwh: row.energy_kwh,
  energyQuality: row.energy_quality,
  emittedG: row.emitted_g,
  transferG: row.transfer_g,
  baselineG: row.baseline_g,
  avoidedG: row.avoided_g,
  workGPerKwh: row.work_g_per_kwh,
  homeGPerKwh: row.home_g_per_kwh,
  quality: row.quality,
  source: row.source,
  isLogged: row.is_logged,
});

const toSettleOf = ({ accepted_at: acceptedAt, newest, ...row }: ToSettleRow): WorkloadToSettle => ({
  ...row,
  acceptedAtMs: acceptedAt.getTime(),
  newest: newest && settlementOf(newest),
});

/** Settlements in PostgreSQL: only ever added, the newest counts. What the emission log is told is committed with each. */
export class SettlingRepository implements SettlingStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly emissionOutbox: Outbox,
  ) {}

  async toSettle(
    { silentBeforeMs, settledFromMs }: { silentBeforeMs: number; settledFromMs: number },
    afterId: string | null,
    limit: number,
  ): Promise<WorkloadToSettle[]> {
    const parameters = [new Date(silentBeforeMs), new Date(settledFromMs), afterId, limit];
    const rows = await this.dataSource.query<ToSettleRow[]>(TO_SETTLE, parameters);
    return rows.map(toSettleOf);
  }

  async settle(
    id: string,
    revision: number,
    settled: Settlement,
    emissions: WorkloadEmissions | null,
    nowMs: number,
  ): Promise<void> {
    const { energyKwh, energyQuality, emittedG, transferG, baselineG, avoidedG } = settled;
    const { workGPerKwh, homeGPerKwh, quality, source } = settled;
    await this.dataSource.transaction(async (manager) => {
      const figures = [energyKwh, energyQuality, emittedG, transferG, baselineG, avoidedG];
      const origins = [workGPerKwh, homeGPerKwh, quality, source, emissions !== null];
      const row = [id, revision, new Date(nowMs), ...figures, ...origins];
      const added = await manager.query<unknown[]>(INSERT, row);
      // Another process settled it at the same time; the next round sees whether anything is left to say.
      if (added.length === 0) return;
      if (emissions !== null) await this.emissionOutbox.add(manager, [emissionEntry(emissions)]);
      // What was reported complete meanwhile with other figures is settled anew by the next round.
      await manager.query(
        `UPDATE routing.workload SET status = 'settled', reason = CASE WHEN reason LIKE 'LATE_START%' THEN reason END
         WHERE id = $1 AND status IN ('dispatched', 'completed') AND (completion IS NULL) = $2`,
        [id, energyQuality === 'planned'],
      );
    });
  }

  async leave(ids: readonly string[], reasons: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE routing.workload w SET reason = new.reason FROM unnest($1::uuid[], $2::text[]) AS new (id, reason)
       WHERE w.id = new.id AND status IN ('dispatched', 'completed') AND w.reason IS DISTINCT FROM new.reason`,
      [ids, reasons],
    );
  }
}
