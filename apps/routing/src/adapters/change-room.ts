import type { Reservation } from '@ecobe/placement';
import type { EntityManager } from 'typeorm';
import { roomChanges } from './room-changes';

const CHANGE_ROOM = `
  INSERT INTO routing.reserved_room (region, slot, kw)
  SELECT * FROM unnest($1::text[], $2::int[], $3::float8[]) AS change (region, slot, kw) ORDER BY 1, 2
  ON CONFLICT (region, slot) DO UPDATE SET kw = routing.reserved_room.kw + EXCLUDED.kw`;

/**
 * Gives reservations back and takes others, within a transaction of the caller's. Locks in order of region and slot: two
 * transactions that call it once each never wait for each other.
 */
export async function changeRoom(
  manager: EntityManager,
  released: readonly Reservation[],
  reserved: readonly Reservation[],
): Promise<void> {
  const changes = roomChanges(released, reserved);
  if (changes.length === 0) return;
  await manager.query(CHANGE_ROOM, [
    changes.map(({ region }) => region),
    changes.map(({ slot }) => slot),
    changes.map(({ kw }) => kw),
  ]);
}
