import { HOUR_MS, toIso } from '@ecobe/carbon';
import { LONG_MINUTE, tellGrid } from '../../test/support/grid';
import { startSuite } from '../../test/support/suite';
import { startBare } from '../support/bare-target';
import { childPid } from '../support/cpu-time';
import { loadFor, median } from '../support/load';
import type { Round, Target } from '../support/load';
import { NOW_MS, ZONES, forecastOf, say } from './desk-load';

const ROUNDS = 3;
const WARM_UP_SECONDS = 5;
const ROUND_SECONDS = 8;
const CLOCK = toIso(NOW_MS);

const body = JSON.stringify({
  durationHours: 3,
  powerKw: 4,
  homeRegion: 'DE',
  allowedRegions: ZONES,
  deadline: toIso(NOW_MS + 36 * HOUR_MS),
  transferEnergyKwh: 0.2,
});

type Figure = (round: Round) => number;
const FIGURES: readonly [string, Figure, number][] = [
  ['requests per second', ({ requestsPerSecond }) => requestsPerSecond, 0],
  ['p50, ms', ({ p50Ms }) => p50Ms, 1],
  ['p99, ms (target for placements: 50)', ({ p99Ms }) => p99Ms, 1],
  [
    'CPU per request, µs',
    ({ cpuMicroseconds }) => Object.values(cpuMicroseconds).reduce((sum, each) => sum + each, 0),
    0,
  ],
];

function printTable(bare: readonly Round[], placed: readonly Round[]): void {
  say(`  ${''.padEnd(40)}${'bare'.padStart(10)}${'placements'.padStart(12)}${'ratio'.padStart(8)}`);
  for (const [name, figure, digits] of FIGURES) {
    const [ofBare, ofPlaced] = [bare, placed].map((rounds) => median(rounds.map(figure)));
    // The load generator tells whole milliseconds, so that of a bare server may be 0.
    const ratio = ofBare ? ((ofPlaced ?? NaN) / ofBare).toFixed(2) : '-';
    const shown = (value = NaN) => value.toFixed(digits);
    say(
      `  ${name.padEnd(40)}${shown(ofBare).padStart(10)}${shown(ofPlaced).padStart(12)}${ratio.padStart(8)}`,
    );
  }
}

async function measure(bare: Target, placements: Target): Promise<void> {
  for (const target of [bare, placements]) await loadFor(WARM_UP_SECONDS, target);
  const rounds: [Round, Round][] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push([await loadFor(ROUND_SECONDS, bare), await loadFor(ROUND_SECONDS, placements)]);
  const placed = rounds.map(([, ofPlaced]) => ofPlaced);
  const answered = placed.reduce((sum, { requests }) => sum + requests, 0);
  const failed = placed.reduce((sum, round) => sum + round.failed, 0);
  say(
    `\nPOST /api/v1/placements, ${ZONES.length} regions x 36 h, 32 connections, medians of ${ROUNDS} rounds of ${ROUND_SECONDS} s, answered ${answered}, failed ${failed}`,
  );
  printTable(
    rounds.map(([ofBare]) => ofBare),
    placed,
  );
}

/** How fast a running suite answers where and when work would best run, beside a bare server in the same minutes. */
export async function benchPlacements(): Promise<void> {
  const suite = await startSuite({ env: { ...LONG_MINUTE, ECOBE_CLOCK: CLOCK, ECOBE_SIMULATION: 'off' } });
  try {
    const zones = ZONES.map((zone, i) => [zone, { now: 300, forecast: forecastOf(i, 0, 48) }] as const);
    await tellGrid(suite.redis.url, CLOCK, Object.fromEntries(zones));
    const bare = await startBare(body);
    const pids = { suite: await childPid('apps/suite'), redis: await childPid('redis-server') };
    await measure(bare, { url: `${suite.url}/api/v1/placements`, body, pids });
    bare.stop();
  } finally {
    await suite.stop();
  }
}
