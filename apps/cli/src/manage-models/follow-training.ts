import { setTimeout as sleep } from 'node:timers/promises';
import type { ForecastModelsAnswer, TrainingAnswer } from '@ecobe/contracts';

const POLL_MS = 1_000;

/**
 * Follows a training that was asked for to its end. One that ran already when it was asked for counts: it is the one.
 * @param read tells the newest state; @param show hears each state that differs from the one before
 */
export async function followTraining(
  askedAt: string,
  read: () => Promise<ForecastModelsAnswer>,
  show: (training: TrainingAnswer | null) => void,
  pollMs = POLL_MS,
): Promise<TrainingAnswer> {
  for (let shown: string | undefined; ; await sleep(pollMs)) {
    const { training } = await read();
    if (training?.endedAt != null && training.endedAt >= askedAt) return training;
    const isRunning = training !== null && training.endedAt === null;
    const state = isRunning ? JSON.stringify(training) : 'waiting';
    if (state !== shown) show(isRunning ? training : null);
    shown = state;
  }
}
