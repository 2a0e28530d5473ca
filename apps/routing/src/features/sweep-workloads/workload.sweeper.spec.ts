import { setTimeout as sleep } from 'node:timers/promises';
import { WorkloadSweeper } from './workload.sweeper';

describe('the sweep of workloads', () => {
  it('looks by itself, and at its end stops handing over before it waits for what is under way', async () => {
    const seen = { looks: 0, plans: 0 };
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const dispatch = {
      dispatchDue: async () => {
        seen.looks += 1;
        await stopped; // a backlog of a receiver that never answers
        return 0;
      },
      stop: () => {
        stop();
      },
    };
    const plan = {
      planAccepted: () => {
        seen.plans += 1;
        return Promise.resolve({ seen: 0, planned: 0, unplaceable: 0, faulty: 0 });
      },
    };
    const sweeper = new WorkloadSweeper(
      plan,
      dispatch,
      { ECOBE_CLOCK_SPEED: 100_000 },
      { warn: () => undefined },
    );
    sweeper.onApplicationBootstrap();
    while (seen.looks < 2 || seen.plans < 2) await sleep(20);
    sweeper.onModuleDestroy();
    await sweeper.beforeApplicationShutdown();
    const atTheEnd = { ...seen };
    await sleep(450);
    expect(seen).toEqual(atTheEnd);
  });
});
