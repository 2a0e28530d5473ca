import { seriesId, toIso } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import type { EntityManager } from 'typeorm';
import { FIT_FORMAT } from '../features/train-model/fit-bytes';
import type { Candidate, ModelStatus, SeriesKind, TrainedModel } from '../ports/trained-model';
import { MODEL_COLUMNS, modelOf } from './forecast-model.entity';
import type { ForecastModelRow } from './forecast-model.entity';

/** Fits of so many models that served are kept, per series; of older ones the row stays, without the bytes. */
const KEPT_FITS = 5;

export const OF_SERIES = 'zone = $1 AND signal = $2 AND basis = $3';
export const keyOf = ({ zone, signal, basis }: SeriesKey) => [zone, signal, basis];

/** A model in a sentence. */
export const named = (model: TrainedModel | null): string =>
  model === null ? 'the profile' : `model ${model.id} (${model.trainer})`;

/** Why a model must not serve a series of another kind. */
const otherKind = (model: TrainedModel, kind: SeriesKind): string =>
  `${named(model)} was trained on ${model.kind} history, the series is ${kind} now`;

/** Models by a condition. */
export async function select(
  manager: EntityManager,
  where: string,
  values: unknown[],
): Promise<TrainedModel[]> {
  const sql = `SELECT ${MODEL_COLUMNS} FROM forecasting.forecast_model WHERE ${where}`;
  return (await manager.query<ForecastModelRow[]>(sql, values)).map(modelOf);
}

/** The model that serves a series, or null. */
export async function servingOf(manager: EntityManager, key: SeriesKey): Promise<TrainedModel | null> {
  const [serving] = await select(manager, `${OF_SERIES} AND status = 'serving'`, keyOf(key));
  return serving ?? null;
}

/** The model to go back to, null for the profile, or why not. */
export async function rollbackTarget(
  manager: EntityManager,
  key: SeriesKey,
  { from, toId, kind }: { from: TrainedModel | null; toId: number | null; kind: SeriesKind },
): Promise<TrainedModel | null | string> {
  if (toId === null) {
    if (from === null) return 'no trained model serves, so the profile does already';
    const [previous] = await select(
      manager,
      `${OF_SERIES} AND replaced_by = $4 AND kind = $5 AND status = 'replaced' AND fit IS NOT NULL ORDER BY id DESC LIMIT 1`,
      [...keyOf(key), from.id, kind],
    );
    return previous ?? null;
  }
  const [wanted] = await select(manager, `${OF_SERIES} AND id = $4`, [...keyOf(key), toId]);
  if (wanted === undefined) return `${seriesId(key)} has no model ${toId}`;
  if (wanted.status === 'serving') return `${named(wanted)} serves already`;
  if (wanted.kind !== kind) return otherKind(wanted, kind);
  return wanted.hasFit ? wanted : `the fit of ${named(wanted)} is not kept`;
}

/** Adds a candidate with the status that it got; only one that serves keeps its bytes. */
export async function insert(
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

export async function setStatus(
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

export async function setReplacedBy(manager: EntityManager, id: number, byId: number): Promise<void> {
  await manager.query('UPDATE forecasting.forecast_model SET replaced_by = $2 WHERE id = $1', [id, byId]);
}

export async function serveAgain(
  manager: EntityManager,
  id: number,
  reason: string,
  atMs: number,
): Promise<void> {
  await manager.query(
    `UPDATE forecasting.forecast_model
        SET status = 'serving', status_reason = $2, promoted_at = $3, replaced_by = NULL WHERE id = $1`,
    [id, reason, toIso(atMs)],
  );
}

/** Keeps the newest {@link KEPT_FITS}; the one that serves is always among those kept. */
export async function forgetOldFits(manager: EntityManager, key: SeriesKey): Promise<void> {
  await manager.query(
    `UPDATE forecasting.forecast_model SET fit = NULL
      WHERE id IN (SELECT id FROM forecasting.forecast_model
                    WHERE ${OF_SERIES} AND fit IS NOT NULL AND status <> 'serving'
                    ORDER BY id DESC OFFSET $4)`,
    [...keyOf(key), KEPT_FITS - 1],
  );
}
