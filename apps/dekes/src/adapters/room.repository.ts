import type { DataSource } from 'typeorm';
import type { PlannedRoom, RoomStore } from '../ports/room-store';

interface RoomRow {
  region: string;
  start_at: Date;
  minutes: number;
  energy_kwh: number;
}

/** A row whose length is no number takes no room: it must not keep the others from being known. */
const PLANNED = `
  SELECT region, start_at, (run ->> 'minutes')::double precision AS minutes,
    sum((run ->> 'energyKwh')::double precision) AS energy_kwh
  FROM dekes.dekes_workload
  WHERE end_at > $1 AND status IN ('planned', 'due', 'dispatching', 'dispatched', 'decided') AND action <> 'execute'
    AND jsonb_typeof(run -> 'minutes') = 'number' AND jsonb_typeof(run -> 'energyKwh') = 'number'
    AND region IS NOT NULL AND start_at IS NOT NULL AND id <> ALL($2::uuid[])
  GROUP BY 1, 2, 3`;

/** What is planned, added up by PostgreSQL. */
export class RoomRepository implements RoomStore {
  constructor(private readonly dataSource: DataSource) {}

  async planned(endAfterMs: number, exceptIds: readonly string[]): Promise<PlannedRoom[]> {
    const rows = await this.dataSource.query<RoomRow[]>(PLANNED, [new Date(endAfterMs), exceptIds]);
    return rows.map(({ region, start_at, minutes, energy_kwh }) => ({
      ...{ region, minutes, energyKwh: energy_kwh },
      startMs: start_at.getTime(),
    }));
  }
}
