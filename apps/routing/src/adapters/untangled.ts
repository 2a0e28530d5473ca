import type { DataSource, EntityManager } from 'typeorm';

const DEADLOCK = '40P01';
const TRIES = 3;

/** Whether two waited for each other and this one had to give way: nobody's fault, and it may well succeed next time. */
export const isDeadlock = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === DEADLOCK;

/**
 * A transaction that is done again, three times at most, where it waited for another that waited for it.
 * @param work must begin anew each time
 */
export async function untangled<Result>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await source.transaction(work);
    } catch (error) {
      if (tries === TRIES || !isDeadlock(error)) throw error;
    }
  }
}
