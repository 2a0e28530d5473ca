import { Registry } from 'prom-client';
import type { Log } from '@ecobe/platform';
import { clock } from '../../ports/routing.fixture';
import { WorkloadMetrics } from './workload.metrics';

describe('WorkloadMetrics', () => {
  it('tells what is open, and nothing while the database is away', async () => {
    const metrics = new Registry();
    let isAway = false;
    const open = () =>
      isAway
        ? Promise.reject(new Error('away'))
        : Promise.resolve({ accepted: 3, planned: 5, dead: 1, longestDueSeconds: 7.5 });
    const warned: unknown[] = [];
    const log = { warn: (told: unknown) => warned.push(told) } as unknown as Log;
    expect(new WorkloadMetrics(metrics, { open }, clock, log)).toBeDefined();
    const text = await metrics.metrics();
    expect(text).toContain('ecobe_workloads{status="dead"} 1');
    expect(text).toContain('ecobe_workloads{status="planned"} 5');
    expect(text).toContain('ecobe_workload_longest_due_seconds 7.5');
    isAway = true;
    expect(await metrics.metrics()).not.toMatch(/^ecobe_workload/m);
    expect(warned).toHaveLength(2);
  });
});
