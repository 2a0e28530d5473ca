import { blendTrainer } from './blend/blend.trainer';
import { calibrated } from './intervals/calibrated.trainer';
import { joinedByLstm } from './lstm/lstm-joined.trainer';
import { lstmTrainer } from './lstm/lstm.trainer';
import type { ModelTrainer } from './model-trainer';
import type { PointTrainer } from './point-model';
import { ridgeTrainer, sourceRidgeTrainer } from './ridge/ridge.trainer';

/** Every way of learning a model, best first. A new one is one line here. */
export const TRAINERS: readonly ModelTrainer[] = [calibrated(blendTrainer)];

/** Ways of learning one value an hour that are measured on their own: a blend and each that can be a member of it. */
export const POINT_TRAINERS: readonly PointTrainer[] = [blendTrainer, ridgeTrainer, sourceRidgeTrainer];

/**
 * Ways of learning that cost more time than they gain: the bench measures them, nothing serves them. Their own specs
 * prove that they do not look ahead. Figures: docs/formulas/lstm-forecast.md
 */
export const SLOW_POINT_TRAINERS: readonly PointTrainer[] = [
  lstmTrainer(),
  joinedByLstm(blendTrainer, lstmTrainer()),
];
