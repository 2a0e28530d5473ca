import type { RoomPrice } from '@ecobe/placement';
import type { EntityManager } from 'typeorm';

interface PriceRow {
  region: string;
  hour: number;
  g_per_kwh: number;
}

/** What room is worth from an hour on. */
export async function readPrices(
  database: Pick<EntityManager, 'query'>,
  fromHour: number,
): Promise<RoomPrice[]> {
  const rows = await database.query<PriceRow[]>(
    'SELECT region, hour, g_per_kwh FROM routing.room_price WHERE hour >= $1',
    [fromHour],
  );
  return rows.map(({ region, hour, g_per_kwh: gPerKwh }) => ({ region, hour, gPerKwh }));
}

/** Within a transaction of the caller's, so that nobody sees half of them. */
export async function keepPrices(manager: EntityManager, prices: readonly RoomPrice[]): Promise<void> {
  // Of two who found prices at once the later one's stand, whole.
  await manager.query('LOCK TABLE routing.room_price IN SHARE ROW EXCLUSIVE MODE');
  await manager.query('DELETE FROM routing.room_price');
  await manager.query(
    'INSERT INTO routing.room_price (region, hour, g_per_kwh) SELECT * FROM unnest($1::text[], $2::int[], $3::float8[])',
    [
      prices.map(({ region }) => region),
      prices.map(({ hour }) => hour),
      prices.map(({ gPerKwh }) => gPerKwh),
    ],
  );
}
