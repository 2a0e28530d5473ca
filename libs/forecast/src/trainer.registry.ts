import type { ModelTrainer } from './model-trainer';

/** Every way of learning a model, best first. A new one is one line here. */
export const TRAINERS: readonly ModelTrainer[] = [];
