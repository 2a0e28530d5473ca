import { seriesId, toIso } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import type { DataSource, EntityManager } from 'typeorm';
import { FIT_FORMAT } from '../features/train-model/fit-bytes';
import type { ModelRegistry, RollbackOutcome } from '../ports/model-registry';
import type { Candidate, JudgedDay, ModelStatus, TrainedModel } from '../ports/trained-model';
import { MODEL_COLUMNS, modelOf } from './forecast-model.entity';
import type { ForecastModelRow } from './forecast-model.entity';

/** Fits of so many models that served are kept, per series; of older ones the row stays, without the bytes. */
export const KEPT_FITS = 5;

const OF_SERIES = 'zone = $1 AND signal = $2 AND basis = $3';
const keyOf = ({ zone, signal, basis }: SeriesKey) => [zone, signal, basis];

/** Trained models in PostgreSQL. Whoever changes those of a series holds its lock until the change is committed. */
export class ForecastModelRepository implements ModelRegistry {
  constructor(private readonly dataSource: DataSource) {}

  serving(key: SeriesKey): Promise<TrainedModel | null> {
    return servingOf(this.dataSource.manager, key);
  }

  servingOfEach(): Promise<TrainedModel[]> {
    return select(this.dataSource.manager, "status = 'serving' ORDER BY id", []);
  }

  async fitOf(id: number): Promise<Uint8Array | null> {
    const [row] = await this.dataSource.query<{ fit: Buffer | null }[]>(
      'SELECT fit FROM forecasting.forecast_model WHERE id = $1 AND fit_format = $2',
      [id, FIT_FORMAT],
    );
    return row?.fit ?? null;
  }

  async daysOf(id: number): Promise<readonly JudgedDay[]> {
    const [row] = await this.dataSource.query<{ judged_days: JudgedDay[] }[]>(
      'SELECT judged_days FROM forecasting.forecast_model WHERE id = $1',
      [id],
    );
    return row?.judged_days ?? [];
  }

  list(key: SeriesKey): Promise<TrainedModel[]> {
    return select(this.dataSource.manager, `${OF_SERIES} ORDER BY id DESC`, keyOf(key));
  }

  register(candidate: Candidate): Promise<TrainedModel> {
    return this.locked(candidate, async (manager) => {
      const current = await servingOf(manager, candidate);
      if (candidate.fit === null) return insert(manager, candidate, 'rejected', candidate.verdictReason);
      if ((current?.id ?? null) !== candidate.judgedAgainstId) {
        const reason = `${candidate.verdictReason}; but meanwhile ${named(current)} serves, against which it was not judged`;
        return insert(manager, candidate, 'rejected', reason);
      }
      if (current !== null) await setStatus(manager, current.id, 'replaced', 'a better model serves');
      const promoted = await insert(manager, candidate, 'serving', candidate.verdictReason);
      if (current !== null) await setReplacedBy(manager, current.id, promoted.id);
      await forgetOldFits(manager, candidate);
      return promoted;
    });
  }

  rollBack(key: SeriesKey, toId: number | null, atMs: number): Promise<RollbackOutcome> {
    return this.locked(key, async (manager) => {
      const from = await servingOf(manager, key);
      const to = await rollbackTarget(manager, key, from, toId);
      if (typeof to === 'string') return { kind: 'refused', reason: to };
      if (from !== null) await setStatus(manager, from.id, 'rolled-back', `rolled back to ${named(to)}`);
      if (from !== null && to !== null) await setReplacedBy(manager, from.id, to.id);
      if (to !== null) await serveAgain(manager, to.id, `rolled back to, from ${named(from)}`, atMs);
      return { kind: 'rolled-back', from, to };
    });
  }

  private locked<T>(key: SeriesKey, change: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `forecast_model ${seriesId(key)}`,
      ]);
      return change(manager);
    });
  }
}

const named = (model: TrainedModel | null): string =>
  model === null ? 'the profile' : `model ${model.id} (${model.trainer})`;

async function select(manager: EntityManager, where: string, values: unknown[]): Promise<TrainedModel[]> {
  const sql = `SELECT ${MODEL_COLUMNS} FROM forecasting.forecast_model WHERE ${where}`;
  return (await manager.query<ForecastModelRow[]>(sql, values)).map(modelOf);
}

async function servingOf(manager: EntityManager, key: SeriesKey): Promise<TrainedModel | null> {
  const [serving] = await select(manager, `${OF_SERIES} AND status = 'serving'`, keyOf(key));
  return serving ?? null;
}

/** The model to go back to, null for the profile, or why not. */
async function rollbackTarget(
  manager: EntityManager,
  key: SeriesKey,
  from: TrainedModel | null,
  toId: number | null,
): Promise<TrainedModel | null | string> {
  if (toId === null) {
    if (from === null) return 'no trained model serves, so the profile does already';
    const [previous] = await select(
      manager,
      `${OF_SERIES} AND replaced_by = $4 AND status = 'replaced' AND fit IS NOT NULL ORDER BY id DESC LIMIT 1`,
      [...keyOf(key), from.id],
    );
    return previous ?? null;
  }
  const [wanted] = await select(manager, `${OF_SERIES} AND id = $4`, [...keyOf(key), toId]);
  if (wanted === undefined) return `${seriesId(key)} has no model ${toId}`;
  if (wanted.status === 'serving') return `${named(wanted)} serves already`;
  return wanted.hasFit ? wanted : `the fit of ${named(wanted)} is not kept`;
}

async function insert(
  manager: EntityManager,
  candidate: Candidate,
  status: ModelStatus,
  statusReason: string,
): Promise<TrainedModel> {
  const isServing = status === 'serving';
  const [row] = await manager.query<ForecastModelRow[]>(
    `INSERT INTO forecasting.forecast_model
       (zone, signal, basis, kind, trainer, reason, trained_at, span_from, span_until, features, metrics, judged_days,
        status, status_reason, promoted_at, fit, fit_format)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     RETURNING ${MODEL_COLUMNS}`,
    [
      ...keyOf(candidate),
      candidate.kind,
      candidate.trainer,
      candidate.reason,
      toIso(candidate.trainedAtMs),
      toIso(candidate.spanFromMs),
      toIso(candidate.spanUntilMs),
      candidate.features,
      JSON.stringify(candidate.metrics),
      JSON.stringify(candidate.days),
      status,
      statusReason,
      isServing ? toIso(candidate.trainedAtMs) : null,
      isServing && candidate.fit !== null ? Buffer.from(candidate.fit) : null,
      FIT_FORMAT,
    ],
  );
  if (row === undefined) throw new Error('an inserted model was not returned');
  return modelOf(row);
}

async function setStatus(
  manager: EntityManager,
  id: number,
  status: ModelStatus,
  reason: string,
): Promise<void> {
  await manager.query('UPDATE forecasting.forecast_model SET status = $2, status_reason = $3 WHERE id = $1', [
    id,
    status,
    reason,
  ]);
}

async function setReplacedBy(manager: EntityManager, id: number, byId: number): Promise<void> {
  await manager.query('UPDATE forecasting.forecast_model SET replaced_by = $2 WHERE id = $1', [id, byId]);
}

async function serveAgain(manager: EntityManager, id: number, reason: string, atMs: number): Promise<void> {
  await manager.query(
    `UPDATE forecasting.forecast_model
        SET status = 'serving', status_reason = $2, promoted_at = $3, replaced_by = NULL WHERE id = $1`,
    [id, reason, toIso(atMs)],
  );
}

/** Keeps the newest {@link KEPT_FITS}; the one that serves is always among those kept. */
async function forgetOldFits(manager: EntityManager, key: SeriesKey): Promise<void> {
  await manager.query(
    `UPDATE forecasting.forecast_model SET fit = NULL
      WHERE id IN (SELECT id FROM forecasting.forecast_model
                    WHERE ${OF_SERIES} AND fit IS NOT NULL AND status <> 'serving'
                    ORDER BY id DESC OFFSET $4)`,
    [...keyOf(key), KEPT_FITS - 1],
  );
}
