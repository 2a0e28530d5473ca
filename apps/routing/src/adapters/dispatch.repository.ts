import type { Interval } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import type { FreeSlots } from '@ecobe/platform';
import type { DataSource } from 'typeorm';
import type { DispatchStore, DueWorkload, FailedDispatch, Start } from '../ports/dispatch-store';
import { movedBy } from './late-start.sql';
import { releaseRoom } from './release-room';
import { untangled } from './untangled';

/** Longer than any try takes: whoever claimed it and said nothing by then has died. */
const LEASE_SECONDS = 30;

interface DueRow {
  id: string;
  request: WorkloadRequest;
  plan_number: number;
  region: string;
  zone: string;
  host: string;
  segments: Interval[];
  deadline_at: Date;
  last_start_at: Date;
  attempt_count: number;
}

/** Looked at in one go; of a host that has all of its slots taken, none. */
const MOST_LOOKED_AT = 1_000;

/**
 * The earliest that can be sent at once: so many of each host, so many in all; those that nobody is told of, as they come.
 * An UPDATE that a SELECT stands around: TypeORM gives the rows of a bare one in another form. While a failure is told,
 * nobody has it; a claim forgets the failure.
 */
const CLAIM = `
  WITH waiting AS (
    SELECT id, start_at, hosted.host, COALESCE(taken.free, $3) AS free
    FROM routing.workload
    CROSS JOIN LATERAL (SELECT COALESCE(substring(webhook_url FROM '^[^:]+://([^/?#]+)'), '') AS host) AS hosted
    LEFT JOIN unnest($4::text[], $5::int[]) AS taken (host, free) ON taken.host = hosted.host
    WHERE status = 'planned' AND start_at <= $1 AND (not_before IS NULL OR not_before <= now())
      AND COALESCE(taken.free, $3) > 0
    ORDER BY start_at LIMIT ${MOST_LOOKED_AT}
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY host ORDER BY start_at, id) AS rank FROM waiting
  ), fitting AS (
    SELECT id, host, row_number() OVER (PARTITION BY host = '' ORDER BY start_at, id) AS place
    FROM ranked WHERE host = '' OR rank <= free
  ), due AS (
    SELECT w.id, fitting.host FROM routing.workload w JOIN fitting ON fitting.id = w.id
    WHERE (fitting.host = '' OR fitting.place <= $2)
      AND w.status = 'planned' AND (w.not_before IS NULL OR w.not_before <= now())
    FOR UPDATE OF w SKIP LOCKED
  ), claimed AS (
    UPDATE routing.workload w
    SET attempt_count = attempt_count + 1, last_failure = NULL, handed_at = $1,
      not_before = now() + interval '${LEASE_SECONDS} seconds'
    FROM due WHERE w.id = due.id
    RETURNING w.id, request, plan_number, region, zone, due.host, segments, deadline_at, last_start_at, attempt_count
  )
  SELECT * FROM claimed`;

const DISPATCHED = `
  UPDATE routing.workload w SET status = 'dispatched', dispatched_at = $2, not_before = NULL, last_failure = NULL,
    ${movedBy('shift_ms', 'reason')}
  FROM unnest($1::uuid[], $3::numeric[]) AS started (id, shift_ms)
  WHERE w.id = started.id AND status = 'planned'`;

const dueOf = (row: DueRow): DueWorkload => ({
  id: row.id,
  request: row.request,
  planNumber: row.plan_number,
  region: row.region,
  zone: row.zone,
  host: row.host,
  segments: row.segments,
  deadlineMs: row.deadline_at.getTime(),
  lastStartMs: row.last_start_at.getTime(),
  attempt: row.attempt_count,
});

/** Starts of workloads in PostgreSQL; several processes share them out by skipping what another holds. */
export class DispatchRepository implements DispatchStore {
  constructor(private readonly dataSource: DataSource) {}

  async claimDue(nowMs: number, { inAll, perHost, byHost }: FreeSlots): Promise<DueWorkload[]> {
    const limits = [inAll, perHost, [...byHost.keys()], [...byHost.values()]];
    const rows = await this.dataSource.query<DueRow[]>(CLAIM, [new Date(nowMs), ...limits]);
    return rows.map(dueOf);
  }

  async dispatched(starts: readonly Start[], nowMs: number): Promise<void> {
    const [ids, shifts] = [starts.map(({ id }) => id), starts.map(({ shiftMs }) => shiftMs)];
    await this.dataSource.query(DISPATCHED, [ids, new Date(nowMs), shifts]);
  }

  async failed({ id, reason, retryInMs, isSent }: FailedDispatch): Promise<void> {
    if (retryInMs === null) return this.bury(id, reason);
    await this.dataSource.query(
      `UPDATE routing.workload SET last_failure = $2, not_before = now() + $3 * interval '1 millisecond',
         attempt_count = attempt_count - $4
       WHERE id = $1 AND status = 'planned'`,
      [id, reason, retryInMs, isSent ? 0 : 1],
    );
  }

  /** Given up: visible with its reason, and the room it held is free again. */
  private async bury(id: string, reason: string): Promise<void> {
    await untangled(this.dataSource, async (manager) => {
      const isReleased = await releaseRoom(manager, id, ['planned']);
      if (!isReleased) return;
      await manager.query(
        `UPDATE routing.workload SET status = 'dead', reason = $2, last_failure = $2, not_before = NULL WHERE id = $1`,
        [id, reason],
      );
    });
  }
}
