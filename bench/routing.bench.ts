import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { LONG_MINUTE, tellGrid } from '../test/support/grid';
import { startSuite } from '../test/support/suite';
import type { TestSuite } from '../test/support/suite';
import { startBare } from './support/bare-target';
import { childPid } from './support/cpu-time';
import { loadFor, median } from './support/load';
import type { Round, Target } from './support/load';

const ROUNDS = 3;
const WARM_UP_SECONDS = 5;
const ROUND_SECONDS = 8;
const CLOCK = '2026-03-01T12:20:00.000Z';
const ZONES = ['FR', 'DE', 'ES', 'IT-NO', 'GB', 'SE-SE3', 'PL', 'US-CAL-CISO', 'US-MIDA-PJM', 'JP-TK'];
const GRAMS_PER_KWH = [33, 342, 140, 280, 160, 20, 390, 208, 380, 370];

const body = JSON.stringify({
  preferredRegions: ZONES,
  maxCarbonGPerKwh: 400,
  from: 'aws:eu-west-1',
  carbonWeight: 0.5,
  latencyWeight: 0.3,
  costWeight: 0.2,
});

async function postmasterPid(client: Client): Promise<number> {
  const { rows } = await client.query<{ folder: string }>(
    `SELECT current_setting('data_directory') AS folder`,
  );
  return parseInt(await readFile(join(rows[0]?.folder ?? '', 'postmaster.pid'), 'utf8'));
}

async function countDecisions(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM routing.routing_decision');
  return Number(rows[0]?.count);
}

const medianOf = (rounds: readonly Round[], pick: (round: Round) => number): number =>
  median(rounds.map(pick));
const cpuOf = (rounds: readonly Round[], names: readonly string[]): number =>
  medianOf(rounds, ({ cpuMicroseconds }) =>
    names.reduce((sum, name) => sum + (cpuMicroseconds[name] ?? NaN), 0),
  );

function printTable(bare: readonly Round[], routed: readonly Round[]): void {
  const line = (what: string, ofBare: number, ofRouted: number, digits = 0) => {
    // the load generator tells whole milliseconds, so a bare server's median may read 0
    const ratio = ofBare === 0 ? '-' : (ofRouted / ofBare).toFixed(2);
    console.log(
      `${what.padEnd(44)}${ofBare.toFixed(digits).padStart(10)}${ofRouted.toFixed(digits).padStart(14)}${ratio.padStart(9)}`,
    );
  };
  const names = ['suite', 'redis', 'postgres'];
  console.log(`\n${' '.repeat(44)}${'bare'.padStart(10)}${'route/green'.padStart(14)}${'ratio'.padStart(9)}`);
  line(
    'requests per second',
    medianOf(bare, (r) => r.requestsPerSecond),
    medianOf(routed, (r) => r.requestsPerSecond),
  );
  line(
    'p50, ms',
    medianOf(bare, (r) => r.p50Ms),
    medianOf(routed, (r) => r.p50Ms),
    1,
  );
  line(
    'p99, ms (target for route/green: 50)',
    medianOf(bare, (r) => r.p99Ms),
    medianOf(routed, (r) => r.p99Ms),
    1,
  );
  const bareCpu = cpuOf(bare, ['bare']);
  line('CPU per request, µs, gateway + service + redis', bareCpu, cpuOf(routed, ['suite', 'redis']));
  line('CPU per request, µs, with postgres (target 6)', bareCpu, cpuOf(routed, names));
  for (const name of names)
    console.log(`  of that ${name.padEnd(10)}${cpuOf(routed, [name]).toFixed(0).padStart(50)}`);
}

async function measure(suite: TestSuite, client: Client): Promise<void> {
  await tellGrid(
    suite.redis.url,
    CLOCK,
    Object.fromEntries(ZONES.map((zone, i) => [zone, { now: GRAMS_PER_KWH[i] ?? NaN }])),
  );
  const bare = await startBare(body);
  const routed: Target = {
    url: `${suite.url}/api/v1/route/green`,
    body,
    pids: {
      suite: await childPid('apps/suite'),
      redis: await childPid('redis-server'),
      postgres: await postmasterPid(client),
    },
  };
  for (const target of [bare, routed]) await loadFor(WARM_UP_SECONDS, target);
  const before = await countDecisions(client);
  const rounds: [Round, Round][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push([await loadFor(ROUND_SECONDS, bare), await loadFor(ROUND_SECONDS, routed)]);
  }
  bare.stop();
  const routedRounds = rounds.map(([, ofRouted]) => ofRouted);
  const answered = routedRounds.reduce((sum, { requests }) => sum + requests, 0);
  const failed = routedRounds.reduce((sum, round) => sum + round.failed, 0);
  console.log(
    `POST /api/v1/route/green, ${ZONES.length} regions, 32 connections, medians of ${ROUNDS} rounds of ${ROUND_SECONDS} s`,
  );
  console.log(
    `answered ${answered}, failed ${failed}, decisions recorded ${(await countDecisions(client)) - before} (with those under way when a round ended)`,
  );
  printTable(
    rounds.map(([ofBare]) => ofBare),
    routedRounds,
  );
}

async function main(): Promise<void> {
  const suite = await startSuite({ env: { ...LONG_MINUTE, ECOBE_CLOCK: CLOCK, ECOBE_SIMULATION: 'off' } });
  const client = new Client({ connectionString: suite.databaseUrl });
  try {
    await client.connect();
    await measure(suite, client);
  } finally {
    await client.end();
    await suite.stop();
  }
}

void main();
