import { monitorEventLoopDelay } from 'node:perf_hooks';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import { GridOfSpec } from '../../test/support/grid-of-spec';

export const NOW_MS = Date.UTC(2026, 2, 1, 12, 20);
export const ZONES = ['DE', 'FR', 'ES', 'PL', 'SE-SE3', 'GB', 'NL', 'BE', 'AT', 'CZ'];

const count = new Intl.NumberFormat('en-US');
export const say = (line: string): void => {
  console.log(line);
};

/** Hours that go up and down with the day, every zone in its own way. */
export const forecastOf = (zone: number, shift: number, hours: number): number[] =>
  Array.from({ length: hours }, (_, hour) => 300 + 20 * zone + 150 * Math.sin((hour + zone + shift) / 3.8));

export function gridAt(shift: number, grid = new GridOfSpec(NOW_MS), hours = 48): GridOfSpec {
  for (const [index, zone] of ZONES.entries())
    grid.knows(zone, 300).expects(zone, forecastOf(index, shift, hours));
  return grid;
}

/** The i-th of many workloads, that arrives at an instant. */
export const workloadOf = (index: number, nowMs = NOW_MS): WorkloadRequest => ({
  durationHours: 0.5 + (index % 12) / 4,
  powerKw: 1 + (index % 7),
  homeRegion: ZONES[index % ZONES.length] ?? 'DE',
  allowedRegions: ZONES,
  deadline: toIso(nowMs + (12 + (index % 36)) * HOUR_MS),
  interruptible: index % 3 === 0,
});

export const batch = (from: number, size: number, nowMs = NOW_MS): WorkloadRequest[] =>
  Array.from({ length: size }, (_, i) => workloadOf(from + i, nowMs));

/** Does something and tells how long it took, and for how long others in the process had to wait at most. */
export async function timed(name: string, workloads: number, work: () => Promise<unknown>): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  await work();
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  delays.disable();
  say(
    [
      `  ${name.padEnd(44)}`,
      `${count.format(workloads).padStart(8)} workloads`,
      `${seconds.toFixed(2).padStart(7)} s`,
      `${count.format(Math.round(workloads / seconds)).padStart(7)}/s`,
      `${((user + system) / 1e6).toFixed(2).padStart(6)} s CPU`,
      `loop held ${(delays.max / 1e6).toFixed(0).padStart(4)} ms at most`,
    ].join('  '),
  );
}

export const sayMemory = (): void => {
  say(`  ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`);
};
