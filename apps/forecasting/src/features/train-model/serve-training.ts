import { parentPort, workerData } from 'node:worker_threads';
import type { ModelTrainer } from '@ecobe/forecast';
import type { TrainingOutcome, TrainingTask } from '../../ports/training-runner';
import { trainAndJudge } from './train-and-judge';

/** What a training thread tells the process that started it. */
export type ThreadMessage = { kind: 'progress'; share: number } | { kind: 'done'; outcome: TrainingOutcome };

/** A message per hundredth is enough for people, and no burden for the event loop. */
const STEPS = 100;

/** The whole life of a training thread: one task, its progress, its outcome. An error ends the thread with it. */
export async function serveTraining(trainers: readonly ModelTrainer[]): Promise<void> {
  const tell = (message: ThreadMessage, transfer: ArrayBuffer[] = []) => {
    parentPort?.postMessage(message, transfer);
  };
  let told = 0;
  const outcome = await trainAndJudge(trainers, workerData as TrainingTask, (share) => {
    const step = Math.floor(share * STEPS);
    if (step > told) tell({ kind: 'progress', share });
    told = Math.max(told, step);
  });
  const fit = outcome.kind === 'judged' ? outcome.fit : null;
  tell({ kind: 'done', outcome }, fit === null ? [] : [fit.buffer]);
}
