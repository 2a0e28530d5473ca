import { DAY_MS, toIso } from '@ecobe/carbon';
import type { DataSource, EntityManager } from 'typeorm';
import type { Position, ReportFacts, ReportScope, ReportStore, StoredReport } from '../ports/report-store';
import { inLedgerTransaction } from './ledger-transaction';
import { logSumsOf, positionOf, retiredOf, reversalOf, storedOf, workloadSumsOf } from './report-rows';
import type { BooksRow, LogRow, ReportRow, RetiredRow, ReversalRow, WorkloadRow } from './report-rows';
import {
  ADD_REPORT,
  LOCK_REPORT,
  LOG_SUMS,
  MORE_MEMORY,
  NEWEST_REPORT,
  POSITION,
  RETIRED_SUMS,
  REVERSALS,
  WORKLOAD_SUMS,
} from './report.sql';

interface WorkloadsRow {
  sums: WorkloadRow[];
  without_unit: string[];
  without_baseline: string[];
  restated_count: number;
  restated: string[];
}

/** Reports and what they are made of, in PostgreSQL. */
export class ReportRepository implements ReportStore {
  constructor(private readonly dataSource: DataSource) {}

  facts(scope: ReportScope): Promise<ReportFacts> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      await manager.query(MORE_MEMORY);
      return read(manager, scope);
    });
  }

  keep(
    scope: ReportScope,
    position: Position,
    choose: (newest: StoredReport | null) => StoredReport,
  ): Promise<StoredReport | null> {
    const place = placeOf(scope);
    return inLedgerTransaction(this.dataSource, async (manager) => {
      await manager.query(LOCK_REPORT, place);
      const [row] = await manager.query<ReportRow[]>(NEWEST_REPORT, place);
      const newest = row === undefined ? null : storedOf(row);
      const report = choose(newest);
      if (report === newest) return newest;
      if (newest !== null && isLater(newest.position, position)) return null;
      await manager.query(ADD_REPORT, [
        ...[...place, report.version],
        ...[String(position.ledgerSequence), String(position.emissionSequence)],
        ...[report.figuresSha256, report.content, report.contentSha256, toIso(report.generatedAtMs)],
      ]);
      return report;
    });
  }
}

const isLater = (one: Position, other: Position): boolean =>
  one.ledgerSequence > other.ledgerSequence || one.emissionSequence > other.emissionSequence;

const placeOf = ({ organizationId, fromMs, toMs }: ReportScope): string[] => [
  ...[organizationId, toIso(fromMs), toIso(toMs)],
];

/** Whole days of a period, and the hours before and after them. */
function daysAndHours(fromMs: number, toMs: number): string[] {
  const [firstDayMs, endDayMs] = [Math.ceil(fromMs / DAY_MS) * DAY_MS, Math.floor(toMs / DAY_MS) * DAY_MS];
  const bounds =
    firstDayMs < endDayMs
      ? [firstDayMs, endDayMs, fromMs, firstDayMs, endDayMs, toMs]
      : [fromMs, fromMs, fromMs, toMs, toMs, toMs];
  const [days, hours] = [bounds.slice(0, 2), bounds.slice(2)];
  return [...days.map((ms) => toIso(ms).slice(0, 10)), ...hours.map(toIso)];
}

async function read(manager: EntityManager, scope: ReportScope): Promise<ReportFacts> {
  const place = placeOf(scope);
  const [position] = await manager.query<BooksRow[]>(POSITION, [scope.organizationId]);
  const [workloads] = await manager.query<WorkloadsRow[]>(WORKLOAD_SUMS, place);
  if (position === undefined || workloads === undefined) throw new Error('sums of nothing are a row too');
  const log = await manager.query<LogRow[]>(LOG_SUMS, [
    ...[scope.organizationId, ...daysAndHours(scope.fromMs, scope.toMs)],
  ]);
  const reversals = await manager.query<ReversalRow[]>(REVERSALS, place);
  return {
    position: positionOf(position),
    newestAtMs: position.newest_at?.getTime() ?? null,
    log: log.map(logSumsOf),
    workloads: workloads.sums.map(workloadSumsOf),
    withoutUnit: workloads.without_unit,
    withoutBaseline: workloads.without_baseline,
    restated: { count: workloads.restated_count, ids: workloads.restated },
    retired: (await manager.query<RetiredRow[]>(RETIRED_SUMS, place)).map(retiredOf),
    reversals: reversals.map(reversalOf),
    reversed: {
      count: reversals[0]?.all_count ?? 0,
      grams: BigInt(reversals[0]?.all_grams ?? 0),
    },
  };
}
