import type { Basis, Signal } from '@ecobe/carbon';
import type { FitMetrics } from '@ecobe/forecast';
import type { TrainReason } from '../features/train-model/train-queue';
import type { ModelStatus, SeriesKind, TrainedModel } from '../ports/trained-model';

/** A row of `forecasting.forecast_model`, without the bytes and the single days. */
export interface ForecastModelRow {
  id: number;
  zone: string;
  signal: Signal;
  basis: Basis;
  kind: SeriesKind;
  trainer: string;
  reason: TrainReason;
  trained_at: Date;
  span_from: Date;
  span_until: Date;
  features: string[];
  metrics: FitMetrics;
  status: ModelStatus;
  status_reason: string;
  replaced_by: number | null;
  promoted_at: Date | null;
  has_fit: boolean;
}

export const MODEL_COLUMNS = `id, zone, signal, basis, kind, trainer, reason, trained_at, span_from, span_until, features,
  metrics, status, status_reason, replaced_by, promoted_at, fit IS NOT NULL AS has_fit`;

/** The model that a row tells of. */
export const modelOf = (row: ForecastModelRow): TrainedModel => ({
  id: row.id,
  zone: row.zone,
  signal: row.signal,
  basis: row.basis,
  kind: row.kind,
  trainer: row.trainer,
  reason: row.reason,
  trainedAtMs: row.trained_at.getTime(),
  spanFromMs: row.span_from.getTime(),
  spanUntilMs: row.span_until.getTime(),
  features: row.features,
  metrics: row.metrics,
  status: row.status,
  statusReason: row.status_reason,
  replacedById: row.replaced_by,
  promotedAtMs: row.promoted_at?.getTime() ?? null,
  hasFit: row.has_fit,
});
