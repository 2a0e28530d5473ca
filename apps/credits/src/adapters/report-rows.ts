import type {
  LogSums,
  Position,
  RetiredSums,
  ReversedRetirement,
  StoredReport,
  WorkloadSums,
} from '../ports/report-store';

interface PositionRow {
  ledger_sequence: string;
  emission_sequence: string;
}

export interface BooksRow extends PositionRow {
  newest_at: Date | null;
}

export interface LogRow {
  set: LogSums['set'];
  name: string | null;
  method: string | null;
  source: string | null;
  factor_version: string | null;
  quality: string | null;
  energy_uwh: string;
  emissions_ug: string;
  marginal_energy_uwh: string;
  marginal_product: string;
  row_count: string;
  back_count: string;
  back_energy_uwh: string;
  back_ug: string;
}

export interface WorkloadRow {
  by: WorkloadSums['by'];
  name: string | null;
  workload_count: number;
  emissions_ug: string;
  unit_count: string | null;
  embodied_ug: string;
  embodied_count: number;
  baseline_ug: string;
}

export type RetiredRow = Omit<RetiredSums, 'grams'> & { grams: string };

export interface ReversalRow {
  retirement_id: string;
  reason: string;
  retired_at: Date;
  reversed_at: Date;
  grams: string;
  all_count: number;
  all_grams: string;
}

export interface ReportRow extends PositionRow {
  version: number;
  figures_sha256: string;
  content: string;
  content_sha256: string;
  generated_at: Date;
}

export const positionOf = (row: PositionRow): Position => ({
  ledgerSequence: BigInt(row.ledger_sequence),
  emissionSequence: BigInt(row.emission_sequence),
});

function factorOf({ method, source, factor_version: factorVersion, quality }: LogRow): LogSums['factor'] {
  if (method === null || source === null || factorVersion === null || quality === null) return null;
  return { method, source, factorVersion, quality };
}

export const logSumsOf = (row: LogRow): LogSums => ({
  set: row.set,
  name: row.name,
  factor: factorOf(row),
  energyUwh: BigInt(row.energy_uwh),
  emissionsUg: BigInt(row.emissions_ug),
  marginalEnergyUwh: BigInt(row.marginal_energy_uwh),
  marginalProduct: BigInt(row.marginal_product),
  liveCount: Number(row.row_count) - 2 * Number(row.back_count),
  backCount: Number(row.back_count),
  backEnergyUwh: BigInt(row.back_energy_uwh),
  backUg: BigInt(row.back_ug),
});

export const workloadSumsOf = (row: WorkloadRow): WorkloadSums => ({
  by: row.by,
  name: row.name,
  workloadCount: row.workload_count,
  emissionsUg: BigInt(row.emissions_ug),
  unitCount: row.unit_count,
  embodiedUg: BigInt(row.embodied_ug),
  embodiedCount: row.embodied_count,
  baselineUg: BigInt(row.baseline_ug),
});

export const retiredOf = (row: RetiredRow): RetiredSums => ({ ...row, grams: BigInt(row.grams) });

export const reversalOf = (row: ReversalRow): ReversedRetirement => ({
  retirementId: row.retirement_id,
  grams: BigInt(row.grams),
  retiredAtMs: row.retired_at.getTime(),
  reversedAtMs: row.reversed_at.getTime(),
  reason: row.reason,
});

export const storedOf = (row: ReportRow): StoredReport => ({
  version: row.version,
  position: positionOf(row),
  figuresSha256: row.figures_sha256,
  content: row.content,
  contentSha256: row.content_sha256,
  generatedAtMs: row.generated_at.getTime(),
});
