import { FORECAST_MODELS } from '@ecobe/forecast';
import type { ModelFit, ModelTrainer, TrainingRequest } from '@ecobe/forecast';
import type { TrainingOutcome, TrainingTask } from '../../ports/training-runner';
import { currentDays } from './current-days';
import { encodeFit } from './fit-bytes';
import { BAND_LEVELS, heldOutSpan, judgedDays, replay } from './held-out-days';
import { heldOutMetrics } from './held-out-metrics';
import { judgeCandidate } from './judge-candidate';

/** How the work is shared out: the twin that is judged, the judging, the fit that serves. */
const TWIN_SHARE = 0.45;
const JUDGED_SHARE = 0.5;

/**
 * Trains a twin without the last 28 days, judges it on them beside the profile and the model that serves, and, if it
 * is better, trains the same on all hours. Long computation: for a thread of its own.
 */
export async function trainAndJudge(
  trainers: readonly ModelTrainer[],
  { grid, untilMs, current }: TrainingTask,
  onProgress: (share: number) => void,
): Promise<TrainingOutcome> {
  const span = heldOutSpan(untilMs);
  const scaled = (from: number, to: number) => (share: number) => {
    onProgress(from + (to - from) * share);
  };
  const twinRequest = { ...grid, untilMs: span.startMs, onProgress: scaled(0, TWIN_SHARE) };
  const twin = await trainFirst(trainers, twinRequest);
  if (twin.kind === 'refused') return twin;
  const own = replay(twin.trainer.open(twin.fit), grid, span, BAND_LEVELS);
  const baselines = FORECAST_MODELS.map((model) => ({
    name: model.name,
    forecasts: replay(model, grid, span),
  }));
  const days = judgedDays(own);
  const verdict = judgeCandidate({
    candidate: days,
    profile: judgedDays(baselines[0]?.forecasts ?? []),
    current: current === null ? null : currentDays(trainers, current, grid, span),
  });
  onProgress(JUDGED_SHARE);
  const request = { ...grid, untilMs, onProgress: scaled(JUDGED_SHARE, 1) };
  const fit = verdict.isBetter ? await twin.trainer.train(request) : null;
  if (fit?.kind === 'refused') return fit;
  const told = fit ?? twin.fit;
  return {
    kind: 'judged',
    trainer: told.trainer,
    features: told.features,
    spanFromMs: told.trainedFromMs,
    spanUntilMs: told.trainedUntilMs,
    metrics: heldOutMetrics(span, { name: told.trainer, forecasts: own }, baselines),
    days,
    verdictReason: verdict.reason,
    currentFault: verdict.currentFault,
    fit: fit === null ? null : encodeFit(fit),
  };
}

type Twin = { kind: 'trained'; trainer: ModelTrainer; fit: ModelFit } | { kind: 'refused'; reason: string };

/** The fit of the best trainer that does not refuse. */
async function trainFirst(trainers: readonly ModelTrainer[], request: TrainingRequest): Promise<Twin> {
  const refusals: string[] = [];
  for (const trainer of trainers) {
    const fit = await trainer.train(request);
    if (fit.kind === 'trained') return { kind: 'trained', trainer, fit };
    refusals.push(`${trainer.name}: ${fit.reason}`);
  }
  return { kind: 'refused', reason: refusals.join('; ') || 'no trainer is registered' };
}
