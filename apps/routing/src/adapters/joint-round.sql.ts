import type { EntityManager } from 'typeorm';

/**
 * Clocks of processes differ by less than a quarter of an hour. What lies further ahead was claimed by a clock that has
 * been set back since, and must not keep anybody from planning until it gets there again.
 */
const CLAIM = `
  INSERT INTO routing.joint_round (slot) VALUES ($1)
  ON CONFLICT (is_only) DO UPDATE SET slot = EXCLUDED.slot
  WHERE joint_round.slot IS NULL OR joint_round.slot < EXCLUDED.slot OR joint_round.slot > EXCLUDED.slot + 1
  RETURNING slot`;

/** Whether this is the first round of that quarter of an hour among all processes. */
export async function claimRound(database: Pick<EntityManager, 'query'>, slot: number): Promise<boolean> {
  const claimed = await database.query<unknown[]>(CLAIM, [slot]);
  return claimed.length > 0;
}
