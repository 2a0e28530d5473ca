import type { EmissionGroup, EmissionsQuery } from '@ecobe/contracts';
import type { EmissionRow } from '@ecobe/ledger';
import { MonthlyPartitions } from '@ecobe/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import type { EmissionLog, EmissionSums, NewEmissions } from '../ports/emission-log';
import {
  ADD_ROWS,
  CLAIM_REVISION,
  COUNT_WRITTEN,
  LOCK_WORKLOAD,
  SUM_WRITTEN,
  TAKE_BACK,
  sumsSql,
} from './emission-log.sql';
import { inLedgerTransaction } from './ledger-transaction';
import { neverEmptied } from './migrations/guard-emission-log.migration';
import { withRefusals } from './store-faults';

interface SumsRow {
  level: number;
  name: string | null;
  energy_uwh: string;
  emissions_ug: string;
  marginal_ug: string | null;
  measured_uwh: string;
  modelled_uwh: string;
  workload_count: string;
  restated_count: string;
}

/** The emission log in PostgreSQL, parted by month. */
export class EmissionLogRepository implements EmissionLog {
  private readonly partitions: MonthlyPartitions;

  constructor(private readonly dataSource: DataSource) {
    this.partitions = new MonthlyPartitions(dataSource, 'credits.emission_log', neverEmptied);
  }

  async record(emissions: NewEmissions): Promise<boolean> {
    await withRefusals(this.partitions.ensure(emissions.rows.map(({ hourMs }) => hourMs)));
    return inLedgerTransaction(this.dataSource, (manager) => add(manager, emissions));
  }

  async sums(
    query: EmissionsQuery,
    groupBy: EmissionGroup,
    limit: number,
  ): Promise<{ total: EmissionSums; groups: EmissionSums[] }> {
    const asked = [
      query.organizationId,
      query.from,
      query.to,
      query.zone ?? null,
      query.workloadType ?? null,
    ];
    const rows = await withRefusals(
      this.dataSource.query<SumsRow[]>(sumsSql(groupBy), [...asked, limit + 1]),
    );
    const total = rows.find(({ level }) => level === 1);
    if (total === undefined) throw new Error('a sum of nothing is a row too');
    return { total: sumsOf(total), groups: rows.filter(({ level }) => level === 0).map(sumsOf) };
  }
}

async function add(manager: EntityManager, emissions: NewEmissions): Promise<boolean> {
  const { organizationId, workloadId, revision, rows } = emissions;
  await manager.query(LOCK_WORKLOAD, [organizationId, workloadId]);
  const { functionalUnit, embodiedUg, baseline } = emissions;
  const claimed = await manager.query<unknown[]>(CLAIM_REVISION, [
    ...[organizationId, workloadId, revision, rows.length, startOf(rows)],
    ...[functionalUnit?.name ?? null, functionalUnit?.count ?? null],
    ...[textOf(embodiedUg), textOf(baseline?.emissionsUg ?? null), baseline?.method ?? null],
    ...[sumText(rows, ({ energyUwh }) => energyUwh), sumText(rows, ({ emissionsUg }) => emissionsUg)],
  ]);
  if (claimed.length === 0) return false;
  await manager.query(TAKE_BACK, [organizationId, workloadId]);
  await manager.query(ADD_ROWS, [
    ...[organizationId, workloadId, revision, emissions.workloadType, emissions.method],
    ...[emissions.source, emissions.factorVersion, emissions.quality, emissions.energyQuality],
    rows.map(({ hourMs }) => new Date(hourMs).toISOString()),
    rows.map(({ zone }) => zone),
    rows.map(({ energyUwh }) => String(energyUwh)),
    rows.map(({ averageUgPerKwh }) => String(averageUgPerKwh)),
    rows.map(({ marginalUgPerKwh }) => textOf(marginalUgPerKwh)),
    rows.map(({ emissionsUg }) => String(emissionsUg)),
  ]);
  await manager.query(COUNT_WRITTEN, [organizationId, workloadId]);
  await manager.query(SUM_WRITTEN, [organizationId, workloadId]);
  return true;
}

const textOf = (value: bigint | null): string | null => (value === null ? null : String(value));

const sumText = (rows: NewEmissions['rows'], figure: (row: EmissionRow) => bigint): string =>
  String(rows.reduce((sum, row) => sum + figure(row), 0n));

/** Rows come in order of their hours. */
const startOf = ([first]: NewEmissions['rows']): Date | null =>
  first === undefined ? null : new Date(first.hourMs);

const sumsOf = (row: SumsRow): EmissionSums => ({
  group: row.name,
  energyUwh: BigInt(row.energy_uwh),
  emissionsUg: BigInt(row.emissions_ug),
  marginalUg: row.marginal_ug === null ? null : BigInt(row.marginal_ug),
  measuredUwh: BigInt(row.measured_uwh),
  modelledUwh: BigInt(row.modelled_uwh),
  workloadCount: Number(row.workload_count),
  restatedCount: Number(row.restated_count),
});
