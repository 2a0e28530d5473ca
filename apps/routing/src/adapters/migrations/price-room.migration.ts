import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What scarce room is worth to those who wait, for those who come until all are planned together again; gCO2eq/kWh. */
const PRICES = `
  CREATE TABLE routing.room_price (
    region text NOT NULL,
    hour integer NOT NULL,
    g_per_kwh double precision NOT NULL CHECK (g_per_kwh >= 0),
    PRIMARY KEY (region, hour)
  )`;

/** Prices of room by hours from the epoch, and the order of arrivals, which tells what to expect. */
export class PriceRoom1763980000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PRICES);
    await runner.query('CREATE INDEX workload_arrival ON routing.workload (accepted_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX routing.workload_arrival');
    await runner.query('DROP TABLE routing.room_price');
  }
}
