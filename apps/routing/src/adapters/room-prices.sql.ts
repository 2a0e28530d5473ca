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

/**
 * Locks the row until the end of the transaction: of two who found prices at once, one waits for the other. A look from the future was
 * dated by a clock that has been set back since.
 */
const DATE = `
  INSERT INTO routing.joint_round (surveyed_at) VALUES ($1)
  ON CONFLICT (is_only) DO UPDATE SET surveyed_at = EXCLUDED.surveyed_at
  WHERE joint_round.surveyed_at IS NULL OR joint_round.surveyed_at <= EXCLUDED.surveyed_at
    OR joint_round.surveyed_at > now() + interval '1 minute'
  RETURNING surveyed_at`;

/**
 * Within a transaction of the caller's, so that nobody sees half of them. Those of a newer look at what waits stay, whole.
 * @param surveyedAtMs when what waits was looked at, epoch ms of the database's clock
 */
export async function keepPrices(
  manager: EntityManager,
  prices: readonly RoomPrice[],
  surveyedAtMs: number,
): Promise<void> {
  const dated = await manager.query<unknown[]>(DATE, [new Date(surveyedAtMs)]);
  if (dated.length === 0) return;
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
