import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { FitMetrics } from '../fit-metrics';
import type { ModelRefusal } from '../forecast-model';
import { requireFullHour } from '../hourly-history';
import type { ModelFit, ModelTrainer, TrainingRequest } from '../model-trainer';
import type { PointFit, PointModel, PointTrainer } from '../point-model';
import { shapeOf } from './band-shape';
import type { BandShape } from './band-shape';
import { calibratedModel, withBand } from './calibrated.model';
import { heldOutMetrics, scoredFromMs } from './held-out-metrics';
import { errorsKnownAt, replayedErrors } from './origin-errors';

const MAX_HELD_OUT_DAYS = 90;
/** With fewer there is not one four-day forecast to score after as many days to learn its band from. */
const MIN_HELD_OUT_DAYS = 12;
/** Of a short history, most is needed to learn from. */
const HELD_OUT_SHARE = 0.3;

interface CalibratedParameters {
  readonly point: PointFit;
  readonly shape: BandShape;
}

interface Calibration {
  readonly shape: BandShape;
  readonly metrics: FitMetrics;
}

/**
 * Puts a calibrated band around a point model. A first fit that lacks the newest days is replayed over them; its errors,
 * which are those of forecasts and not of learnt hours, shape the band and tell the skill. The fit that serves learns
 * from all days. Formulas and sources: docs/formulas/forecast-intervals.md
 */
export const calibrated = (pointTrainer: PointTrainer): ModelTrainer => {
  const name = named(pointTrainer);
  return {
    name,
    train: (request) => train(name, pointTrainer, request),
    open: (fit) => {
      if (fit.trainer !== name) throw new RangeError(`${name} cannot open a fit of ${fit.trainer}`);
      const { point, shape } = fit.parameters as CalibratedParameters;
      const model = pointTrainer.open(point);
      return calibratedModel({ name: named(model), model, shape, learntUntilMs: fit.trainedUntilMs });
    },
  };
};

/** A blend's model names the members that it has, so a forecast says by what it was made. */
const named = ({ name }: { readonly name: string }): string => withBand(name);

async function train(
  name: string,
  pointTrainer: PointTrainer,
  request: TrainingRequest,
): Promise<ModelFit | ModelRefusal> {
  const { untilMs, onProgress } = request;
  requireFullHour(untilMs, 'end of the training');
  const trainedFromMs = firstKnownMs(request);
  const knownDays = (untilMs - trainedFromMs) / DAY_MS;
  const heldOutDays = Math.min(MAX_HELD_OUT_DAYS, Math.floor(HELD_OUT_SHARE * knownDays));
  if (!(heldOutDays >= MIN_HELD_OUT_DAYS)) {
    const reason = `${Math.max(0, Math.floor(knownDays))} days of history, at least ${Math.ceil(MIN_HELD_OUT_DAYS / HELD_OUT_SHARE)} are needed to learn from and to hold out`;
    return { kind: 'refused', reason };
  }
  const heldOutFromMs = untilMs - heldOutDays * DAY_MS;
  const progress = (from: number, to: number) => (share: number) => onProgress?.(from + share * (to - from));
  const probe = await pointTrainer.train({
    ...request,
    untilMs: heldOutFromMs,
    onProgress: progress(0, 0.4),
  });
  if (probe.kind === 'refused') return probe;
  const calibration = calibrate(pointTrainer.open(probe), request, heldOutFromMs);
  if ('kind' in calibration) return calibration;
  const point = await pointTrainer.train({ ...request, onProgress: progress(0.6, 1) });
  if (point.kind === 'refused') return point;
  const { shape, metrics } = calibration;
  const parameters: CalibratedParameters = { point, shape };
  const { features } = point;
  return {
    kind: 'trained',
    trainer: name,
    trainedFromMs,
    trainedUntilMs: untilMs,
    features,
    metrics,
    parameters,
  };
}

/** Shapes the band by all held-out days, and scores the last of them by a band that is shaped by those before. */
function calibrate(
  model: PointModel,
  grid: TrainingRequest,
  heldOutFromMs: number,
): Calibration | ModelRefusal {
  const { untilMs } = grid;
  const errors = replayedErrors(model, grid, heldOutFromMs, untilMs);
  if ('kind' in errors) return errors;
  const days = (untilMs - heldOutFromMs) / DAY_MS;
  const scoredMs = scoredFromMs(days, untilMs);
  const early = shapeOf(errorsKnownAt(errors, scoredMs), (scoredMs - heldOutFromMs) / DAY_MS);
  const scored = calibratedModel({ name: named(model), model, shape: early, learntUntilMs: heldOutFromMs });
  return { shape: shapeOf(errors, days), metrics: heldOutMetrics(scored, grid, scoredMs, untilMs) };
}

/** Start of the first known hour before the end of the training, epoch ms; that end where none is known. */
function firstKnownMs({ history, untilMs }: TrainingRequest): number {
  const first = history.values.findIndex((value) => !Number.isNaN(value));
  return first < 0 ? untilMs : Math.min(untilMs, history.startMs + first * HOUR_MS);
}
