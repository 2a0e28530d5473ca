import type { DispatchStore } from '../../ports/dispatch-store';
import { DispatchWorkloadsUseCase } from './dispatch-workloads.use-case';

describe('DispatchWorkloadsUseCase', () => {
  it('claims nothing once stopped, for calls that have queued for a look either', async () => {
    let looks = 0;
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const store: DispatchStore = {
      claimDue: async () => {
        looks += 1;
        await answered;
        return [];
      },
      dispatched: () => Promise.resolve(),
      failed: () => Promise.resolve(),
    };
    const faults: unknown[] = [];
    const dispatch = new DispatchWorkloadsUseCase(
      store,
      () => Promise.resolve({ kind: 'delivered', status: 202 }),
      { nowMs: () => 0 },
      { webhookSecret: undefined, clockSpeed: 1, lateStartMs: 0 },
      (fault) => faults.push(fault),
    );
    const calls = [dispatch.dispatchDue(), dispatch.dispatchDue()];
    while (looks === 0) await new Promise((resolve) => setImmediate(resolve));
    dispatch.stop();
    answer();
    expect([await Promise.all(calls), looks, faults]).toEqual([[0, 0], 1, []]);
  });
});
