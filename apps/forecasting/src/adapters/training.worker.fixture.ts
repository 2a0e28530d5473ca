import { hourShapeTrainer } from '../features/train-model/hour-shape.trainer.fixture';
import { serveTraining } from '../features/train-model/serve-training';
import type { ModelTrainer, TrainingRequest } from '@ecobe/forecast';
import { FAULTS } from './training-faults.fixture';

const LONG_WORK_MS = 1_500;

function work(ms: number): void {
  for (const endMs = Date.now() + ms; Date.now() < endMs;);
}

const faultyTrainer: ModelTrainer = {
  ...hourShapeTrainer,
  train: (request: TrainingRequest) => {
    const first = request.history.values[0];
    if (first === FAULTS.hangs) work(Infinity);
    if (first === FAULTS.throws) throw new Error('the matrix is singular');
    if (first === FAULTS.exits) process.exit(7);
    if (first === FAULTS.worksLong) work(LONG_WORK_MS);
    const eaten: unknown[] = [];
    while (first === FAULTS.eatsMemory) eaten.push(Array.from({ length: 1_000_000 }, () => ({})));
    return hourShapeTrainer.train(request);
  },
};

void serveTraining([faultyTrainer]);
