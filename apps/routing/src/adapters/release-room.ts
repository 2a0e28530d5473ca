import type { WorkloadStatus } from '@ecobe/contracts';
import type { Reservation } from '@ecobe/placement';
import type { EntityManager } from 'typeorm';
import { changeRoom } from './change-room';

/**
 * Gives back what a workload has reserved and locks its row, within a transaction of the caller's.
 * @returns false, with nothing done, where it is in none of the statuses
 */
export async function releaseRoom(
  manager: EntityManager,
  id: string,
  statuses: readonly WorkloadStatus[],
): Promise<boolean> {
  const [row] = await manager.query<{ reservation: Reservation | null }[]>(
    'SELECT reservation FROM routing.workload WHERE id = $1 AND status = ANY($2) FOR UPDATE',
    [id, statuses],
  );
  if (row === undefined) return false;
  if (row.reservation !== null) {
    await changeRoom(manager, [row.reservation], []);
    await manager.query('UPDATE routing.workload SET reservation = NULL WHERE id = $1', [id]);
  }
  return true;
}
