import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { TRAINERS } from '@ecobe/forecast';
import { decodeFit } from '../features/train-model/fit-bytes';
import { hourShapeTrainer, weeklyHistory } from '../features/train-model/hour-shape.trainer.fixture';
import { NOON_MS } from '../forecasting.fixture';
import type { TrainingTask } from '../ports/training-runner';
import { FAULTS } from './training-faults.fixture';
import { TrainingThread } from './training.thread';

const fromSource = {
  file: path.join(__dirname, 'training.worker.fixture.ts'),
  execArgv: ['--require', path.resolve(__dirname, '../../../../test/support/typescript-hook.cjs')],
};
const ignore = () => undefined;

const taskOf = (first?: number): TrainingTask => {
  const history = weeklyHistory(NOON_MS, 120);
  if (first !== undefined) history.values[0] = first;
  return { grid: { history }, untilMs: NOON_MS, current: null };
};

describe('TrainingThread', () => {
  jest.setTimeout(60_000);

  it('trains in a thread: progress, figures and a fit that opens come back, and the arrays went there', async () => {
    const task = taskOf();
    const shares: number[] = [];
    const outcome = await new TrainingThread(fromSource).run(task, (share) => shares.push(share));
    if (outcome.kind === 'refused' || outcome.fit === null) throw new Error('it lost');
    expect(outcome.verdictReason).toMatch(/^beats the profile/);
    expect(hourShapeTrainer.open(decodeFit(outcome.fit)).name).toBe('hour-shape@1');
    expect(shares.length).toBeGreaterThan(10);
    expect(task.grid.history.values).toHaveLength(0);
  });

  it('leaves the event loop free while the thread computes', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 10);
    delay.enable();
    await new TrainingThread(fromSource).run(taskOf(FAULTS.worksLong), ignore);
    delay.disable();
    clearInterval(timer);
    const [maxMs, p99Ms] = [delay.max / 1e6, delay.percentile(99) / 1e6];
    process.stderr.write(`event loop delay: max ${maxMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms\n`);
    // Two trainings of 1.5 s: a blocked loop would tick a handful of times.
    expect(ticks).toBeGreaterThan(60);
  });

  it.each([
    [FAULTS.throws, /the matrix is singular/],
    [FAULTS.exits, /ended without an outcome \(exit code 7\)/],
  ])('tells as an error how a thread died (%d)', async (fault, told) => {
    await expect(new TrainingThread(fromSource).run(taskOf(fault), ignore)).rejects.toThrow(told);
  });

  it('ends a thread that takes all memory, not the process', async () => {
    const hungry = new TrainingThread({ ...fromSource, maxHeapMb: 64 });
    await expect(hungry.run(taskOf(FAULTS.eatsMemory), ignore)).rejects.toThrow(/memory/);
  });

  it('ends one that hangs, after its time or when the process ends', async () => {
    const short = new TrainingThread({ ...fromSource, timeoutMs: 1_000 });
    await expect(short.run(taskOf(FAULTS.hangs), ignore)).rejects.toThrow(/longer than 1000 ms/);
    const thread = new TrainingThread(fromSource);
    const hanging = thread.run(taskOf(FAULTS.hangs), ignore);
    const told = expect(hanging).rejects.toThrow(/was ended because the process is ending/);
    await thread.close();
    await told;
    await expect(thread.run(taskOf(), ignore)).rejects.toThrow(/process is ending/);
  });

  it('finds its worker in the build, with the trainers of the product', async () => {
    const outcome = await new TrainingThread().run(taskOf(FAULTS.throws), ignore);
    // Half a year of one column: a real trainer may say no, but it says so itself.
    const isKnown = outcome.kind === 'refused' || TRAINERS.some(({ name }) => name === outcome.trainer);
    expect(isKnown).toBe(true);
  });
});
