import type { Interval } from '@ecobe/carbon';
import type { ForecastModel, GridHistory, ModelTrainer } from '@ecobe/forecast';
import type { CurrentModel } from '../../ports/training-runner';
import type { JudgedDay } from '../../ports/trained-model';
import { guarded } from '../issue-forecast/guarded-model';
import { decodeFit } from './fit-bytes';
import { judgedDays, originsOf, replay } from './held-out-days';

/**
 * The newest days of the model that serves, none of which it had seen. A model that is younger than the span learnt
 * from a part of it: those days are judged by its own twin, which had been trained without them; the days since by
 * itself. Empty where it cannot be opened, or can no longer speak: a broken model fails no training.
 */
export function currentDays(
  trainers: readonly ModelTrainer[],
  current: CurrentModel,
  grid: GridHistory,
  span: Interval,
): JudgedDay[] {
  const opened = openOrNull(trainers, current.fit);
  if (opened === null) return [];
  const model = guarded(opened);
  const unseen = { startMs: Math.max(span.startMs, current.spanUntilMs), endMs: span.endMs };
  const replayed = replay(model, grid, unseen);
  if (replayed.length === 0 && originsOf(unseen).length > 0) return [];
  const ofTwin = current.days.filter(
    ({ issuedAtMs }) => issuedAtMs >= span.startMs && issuedAtMs < unseen.startMs,
  );
  return [...ofTwin, ...judgedDays(replayed)];
}

/** Null for a fit of a trainer that this version no longer has, or bytes that cannot be read. */
function openOrNull(trainers: readonly ModelTrainer[], bytes: Uint8Array): ForecastModel | null {
  try {
    const fit = decodeFit(bytes);
    return trainers.find(({ name }) => name === fit.trainer)?.open(fit) ?? null;
  } catch {
    return null;
  }
}
