import { monitorEventLoopDelay } from 'node:perf_hooks';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import { GridOfSpec } from '../test/support/grid-of-spec';
import { openDesk } from '../test/support/workload-desk';

/** Accepts, plans and plans anew on a real, durable PostgreSQL, and tells how long others in the process had to wait. */
const NOW_MS = Date.UTC(2026, 2, 1, 12, 20);
const ZONES = ['DE', 'FR', 'ES', 'PL', 'SE-SE3', 'GB', 'NL', 'BE', 'AT', 'CZ'];
const BATCHES = 5;
const BATCH = 1_000;
const MANY = Number(process.argv[2] ?? 100_000);

const count = new Intl.NumberFormat('en-US');
const say = (line: string): void => {
  console.log(line);
};

/** 48 hours that go up and down with the day, every zone in its own way. */
const forecastOf = (zone: number, shift: number): number[] =>
  Array.from({ length: 48 }, (_, hour) => 300 + 20 * zone + 150 * Math.sin((hour + zone + shift) / 3.8));

function gridAt(shift: number, grid = new GridOfSpec(NOW_MS)): GridOfSpec {
  for (const [index, zone] of ZONES.entries()) grid.knows(zone, 300).expects(zone, forecastOf(index, shift));
  return grid;
}

const workloadOf = (index: number): WorkloadRequest => ({
  durationHours: 0.5 + (index % 12) / 4,
  powerKw: 1 + (index % 7),
  homeRegion: ZONES[index % ZONES.length] ?? 'DE',
  allowedRegions: ZONES,
  deadline: toIso(NOW_MS + (12 + (index % 36)) * HOUR_MS),
  interruptible: index % 3 === 0,
});

async function timed(name: string, workloads: number, work: () => Promise<unknown>): Promise<void> {
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

async function main(): Promise<void> {
  const grid = gridAt(0);
  const desk = await openDesk(grid, { nowMs: NOW_MS });
  try {
    const batch = (from: number, size: number) =>
      Array.from({ length: size }, (_, i) => workloadOf(from + i));
    await desk.accept(...batch(0, BATCH));
    await desk.plan.planAccepted();
    say(`${ZONES.length} regions x 48 h`);
    await timed(`accept, ${BATCHES} batches one after the other`, BATCHES * BATCH, async () => {
      for (let i = 0; i < BATCHES; i++) await desk.accept(...batch(i * BATCH, BATCH));
    });
    await timed('plan them', BATCHES * BATCH, () => desk.plan.planAccepted());
    await desk.source.query('TRUNCATE routing.workload, routing.reserved_room CASCADE');
    await desk.accept(...batch(0, BATCH));
    await timed('plan 1,000', BATCH, () => desk.plan.planAccepted());
    await timed('plan 1,000 anew, nothing changed', BATCH, () => desk.plan.planAnew());
    gridAt(2, grid);
    await timed('plan 1,000 anew, all forecasts changed', BATCH, () => desk.plan.planAnew());
    for (let i = BATCH; i < MANY; i += BATCH) await desk.accept(...batch(i, BATCH));
    await timed('plan the rest', MANY - BATCH, () => desk.plan.planAccepted());
    gridAt(4, grid);
    await timed('plan all anew, all forecasts changed', MANY, () => desk.plan.planAnew());
    await timed('plan all anew, nothing changed', MANY, () => desk.plan.planAnew());
    say(`  ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`);
  } finally {
    await desk.close();
  }
}

void main();
