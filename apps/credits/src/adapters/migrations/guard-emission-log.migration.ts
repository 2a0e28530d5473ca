import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A trigger on statements is not handed down from a table to its partitions: each needs its own. */
export const neverEmptied = (partition: string): string => `
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ${partition}
  FOR EACH STATEMENT EXECUTE FUNCTION credits.refuse_change()`;

/** Rounded up to a microgram, as `emissionRows` of libs/ledger does it; `div` is exact where `/` may not be. */
const EMISSIONS_OF_ENERGY = `
  ALTER TABLE credits.emission_log ADD CONSTRAINT emissions_are_of_energy CHECK (abs(emissions_ug) =
    div(abs(energy_uwh)::numeric * average_ug_per_kwh + 999999999, 1000000000))`;

/** Rows of the emission log are energy x intensity, and none of its months can be emptied. */
export class GuardEmissionLog1763920930000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EMISSIONS_OF_ENERGY);
    for (const name of await partitions(runner)) await runner.query(neverEmptied(name));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of await partitions(runner)) await runner.query(`DROP TRIGGER never_emptied ON ${name}`);
    await runner.query('ALTER TABLE credits.emission_log DROP CONSTRAINT emissions_are_of_energy');
  }
}

async function partitions(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(`SELECT inhrelid::regclass::text AS name FROM pg_inherits
    WHERE inhparent = 'credits.emission_log'::regclass`)) as { name: string }[];
  return rows.map(({ name }) => name);
}
