import type { CarbonObservation } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import { SIMULATED_SOURCE, preferenceOf } from '../ports/source-preference';
import type { NumberedObservation } from './observation-tables';

type SeriesName = Pick<CarbonObservation, 'zone' | 'signal' | 'basis' | 'source'>;

const keyOf = (series: SeriesName): string =>
  `${series.zone}|${series.signal}|${series.basis}|${series.source}`;

/** Gives every (zone, signal, basis, source) its number, and remembers it. */
export class SeriesRepository {
  private readonly numbers = new Map<string, number>();

  constructor(private readonly dataSource: DataSource) {}

  /** Adds to each observation the number of its series. */
  async number(observations: CarbonObservation[]): Promise<NumberedObservation[]> {
    const unknown = new Map<string, SeriesName>();
    for (const observation of observations) {
      const key = keyOf(observation);
      if (!this.numbers.has(key)) unknown.set(key, observation);
    }
    if (unknown.size > 0) await this.register([...unknown.values()]);
    return observations.map((observation) => ({
      ...observation,
      seriesNumber: this.numberOf(keyOf(observation)),
    }));
  }

  private numberOf(key: string): number {
    const number = this.numbers.get(key);
    if (number === undefined) throw new Error(`series ${key} has no number`);
    return number;
  }

  private async register(series: SeriesName[]): Promise<void> {
    const columns = [
      series.map(({ zone }) => zone),
      series.map(({ signal }) => signal),
      series.map(({ basis }) => basis),
      series.map(({ source }) => source),
      series.map(({ source }) => source === SIMULATED_SOURCE),
      series.map(({ source }) => preferenceOf(source)),
    ];
    const rows: (SeriesName & { id: number })[] = await this.dataSource.query(REGISTER, columns);
    for (const row of rows) this.numbers.set(keyOf(row), row.id);
  }
}

const REGISTER = `
  INSERT INTO ingestion.series (zone, signal, basis, source, is_simulated, preference)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::smallint[])
  ON CONFLICT (zone, signal, basis, source) DO UPDATE SET preference = EXCLUDED.preference
  RETURNING id, zone, signal, basis, source`;
