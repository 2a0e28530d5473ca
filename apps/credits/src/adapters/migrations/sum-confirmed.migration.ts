import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grams of confirmed retirements, kept with each change of a status: a balance need not add up all lines. */
const TOTAL = `
  CREATE TABLE credits.confirmed_total (
    organization_id text PRIMARY KEY,
    grams numeric NOT NULL CHECK (grams >= 0)
  )`;

const ADD = `
  INSERT INTO credits.confirmed_total AS total (organization_id, grams)
  SELECT organization_id, sum(grams) FROM credits.retirement_line WHERE retirement_id = NEW.id GROUP BY 1
  ON CONFLICT (organization_id) DO UPDATE SET grams = total.grams + excluded.grams`;

const TAKE = `
  UPDATE credits.confirmed_total SET grams = grams -
    (SELECT sum(grams) FROM credits.retirement_line WHERE retirement_id = NEW.id)
  WHERE organization_id = NEW.organization_id`;

const COUNT = [
  `CREATE FUNCTION credits.count_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.status = 'CONFIRMED' AND OLD.status <> 'CONFIRMED' THEN ${ADD};
      ELSIF OLD.status = 'CONFIRMED' AND NEW.status <> 'CONFIRMED' THEN ${TAKE};
      END IF;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER counted AFTER UPDATE OF status ON credits.retirement
     FOR EACH ROW EXECUTE FUNCTION credits.count_confirmed()`,
];

const EARLIER = `
  INSERT INTO credits.confirmed_total SELECT line.organization_id, sum(grams) FROM credits.retirement
  JOIN credits.retirement_line AS line ON retirement_id = retirement.id WHERE status = 'CONFIRMED' GROUP BY 1`;

const REJECTED =
  "CREATE INDEX retirement_rejected ON credits.retirement (organization_id) WHERE status = 'REJECTED'";

/** A balance reads the few retirements that were rejected, and no others. */
export class SumConfirmed1763921060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TOTAL, ...COUNT, EARLIER, REJECTED]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER counted ON credits.retirement');
    await runner.query('DROP FUNCTION credits.count_confirmed()');
    await runner.query('DROP TABLE credits.confirmed_total');
    await runner.query('DROP INDEX credits.retirement_rejected');
  }
}
