import { workerData } from 'node:worker_threads';
import type { ModelTrainer } from '@ecobe/forecast';
import { serveForecasts } from '../features/issue-forecast/serve-forecasts';
import { hourShapeTrainer } from '../features/train-model/hour-shape.trainer.fixture';

/** As long as the replay of five weeks of forecasts takes when nothing is remembered. */
const LONG_WORK_MS = 300;

/** A trainer whose models do something before they speak. */
const doing = (name: string, act: () => void): ModelTrainer => ({
  ...hourShapeTrainer,
  name,
  open: (fit) => {
    const model = hourShapeTrainer.open(fit);
    return {
      ...model,
      predict: (request) => {
        act();
        return model.predict(request);
      },
    };
  },
});

function work(ms: number): void {
  for (const endMs = Date.now() + ms; Date.now() < endMs;);
}

const TRAINERS = [
  hourShapeTrainer,
  doing('works-long@1', () => {
    work(LONG_WORK_MS);
  }),
  doing('hangs@1', () => {
    work(Infinity);
  }),
  doing('exits@1', () => {
    process.exit(7);
  }),
];

serveForecasts(TRAINERS, workerData as number);
