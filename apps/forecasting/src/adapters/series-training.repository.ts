import { toIso } from '@ecobe/carbon';
import type { Basis, SeriesKey, Signal } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type { TrainReason } from '../features/train-model/train-queue';
import type { Training, TrainingLog, TrainingState } from '../ports/training-log';

interface SeriesTrainingRow {
  zone: string;
  signal: Signal;
  basis: Basis;
  reason: TrainReason;
  state: TrainingState;
  started_at: Date;
  ended_at: Date | null;
  share_done: number;
  known_hours: number | null;
  detail: string | null;
}

const trainingOf = (row: SeriesTrainingRow): Training => ({
  zone: row.zone,
  signal: row.signal,
  basis: row.basis,
  reason: row.reason,
  state: row.state,
  startedAtMs: row.started_at.getTime(),
  endedAtMs: row.ended_at?.getTime() ?? null,
  shareDone: row.share_done,
  knownHours: row.known_hours,
  detail: row.detail,
});

/** The newest training of each series in PostgreSQL. */
export class SeriesTrainingRepository implements TrainingLog {
  constructor(private readonly dataSource: DataSource) {}

  async newest({ zone, signal, basis }: SeriesKey): Promise<Training | null> {
    const [row] = await this.dataSource.query<SeriesTrainingRow[]>(
      'SELECT * FROM forecasting.series_training WHERE zone = $1 AND signal = $2 AND basis = $3',
      [zone, signal, basis],
    );
    return row === undefined ? null : trainingOf(row);
  }

  async newestOfEach(): Promise<Training[]> {
    const rows = await this.dataSource.query<SeriesTrainingRow[]>(
      'SELECT * FROM forecasting.series_training',
    );
    return rows.map(trainingOf);
  }

  async save(training: Training): Promise<void> {
    const { zone, signal, basis, reason, state, startedAtMs, endedAtMs, shareDone, knownHours, detail } =
      training;
    await this.dataSource.query(
      `INSERT INTO forecasting.series_training
         (zone, signal, basis, reason, state, started_at, ended_at, share_done, known_hours, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (zone, signal, basis) DO UPDATE SET
         reason = excluded.reason, state = excluded.state, started_at = excluded.started_at,
         ended_at = excluded.ended_at, share_done = excluded.share_done, known_hours = excluded.known_hours,
         detail = excluded.detail`,
      [
        ...[zone, signal, basis, reason, state, toIso(startedAtMs)],
        ...[endedAtMs === null ? null : toIso(endedAtMs), shareDone, knownHours, detail],
      ],
    );
  }
}
