import { setTimeout as sleep } from 'node:timers/promises';
import { RunSweeper } from './run.sweeper';

const NOTHING = { called: 0, failed: 0, due: 0, late: 0 };

function sweeperOf(execute: () => Promise<typeof NOTHING>) {
  const seen = { warnings: 0, stops: 0 };
  const warn = () => {
    seen.warnings += 1;
  };
  const log = { info: () => undefined, warn };
  const stop = () => {
    seen.stops += 1;
  };
  const sweeper = new RunSweeper({ execute, stop }, { ECOBE_CLOCK_SPEED: 600 }, log);
  sweeper.onApplicationBootstrap();
  return { seen, sweeper };
}

describe('the sweep of runs', () => {
  it('looks by itself, again after a fault, and no more once stopped', async () => {
    let looks = 0;
    const { seen, sweeper } = sweeperOf(async () => {
      looks += 1;
      await sleep(20);
      if (looks === 1) throw new Error('the database is away');
      return NOTHING;
    });
    while (looks < 3) await sleep(20);
    sweeper.onModuleDestroy();
    expect(seen.stops).toBe(1);
    await sweeper.beforeApplicationShutdown();
    expect(seen.warnings).toBe(1);
    const atTheEnd = looks;
    await sleep(500);
    expect(looks).toBe(atTheEnd);
  });

  it('looks on while a receiver does not answer, and waits for that at the end', async () => {
    let looks = 0;
    let answer: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (answer = resolve));
    const { sweeper } = sweeperOf(async () => {
      looks += 1;
      if (looks === 1) await hanging;
      return NOTHING;
    });
    while (looks < 3) await sleep(20);
    sweeper.onModuleDestroy();
    let isStopped = false;
    const stopping = sweeper.beforeApplicationShutdown().then(() => (isStopped = true));
    await sleep(50);
    expect(isStopped).toBe(false);
    answer();
    await stopping;
  });
});
