import { setTimeout as sleep } from 'node:timers/promises';
import { RunSweeper } from './run.sweeper';

describe('the sweep of runs', () => {
  it('looks by itself, again after a fault, one look at a time, and no more once stopped', async () => {
    const seen = { looks: 0, atOnce: 0, mostAtOnce: 0, warnings: 0 };
    const execute = async () => {
      seen.looks += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce);
      await sleep(250);
      seen.atOnce -= 1;
      if (seen.looks === 1) throw new Error('the database is away');
      return { called: 0, failed: 0, due: 0, late: 0 };
    };
    const log = {
      info: () => undefined,
      warn: () => {
        seen.warnings += 1;
      },
    };
    const sweeper = new RunSweeper({ execute }, { ECOBE_CLOCK_SPEED: 600 }, log);
    sweeper.onApplicationBootstrap();
    while (seen.looks < 3) await sleep(20);
    await sweeper.beforeApplicationShutdown();
    expect(seen).toEqual({ looks: 3, atOnce: 0, mostAtOnce: 1, warnings: 1 });
    await sleep(500);
    expect(seen.looks).toBe(3);
  });
});
