import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DAY_MS, HOUR_MS, startOfHour, zones } from '@ecobe/carbon';
import type { CarbonObservation } from '@ecobe/carbon';
import { acquireStores } from '@ecobe/embedded';
import { Client } from 'pg';
import { openObservationStore } from '../apps/ingestion/src/adapters/open-observation-store';
import { SimulatedGridSource } from '../apps/ingestion/src/adapters/simulated-grid.source';
import { openHistoryImporter } from '../apps/ingestion/src/history-importer';

const TARGET_ROWS_PER_SECOND = 60_000;
const ROUNDS = 3;
const BATCH_ZONES = 8;
const IMPORT_HOURS = 3 * 365 * 24;

const count = new Intl.NumberFormat('en-US');
const say = (line: string): void => {
  console.log(line);
};

/** Times a step that moves `rows` rows. */
async function timed(name: string, rows: number, work: () => Promise<unknown>): Promise<void> {
  const startedCpu = process.cpuUsage();
  const startedMs = performance.now();
  await work();
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(startedCpu);
  const rowsPerSecond = rows / seconds;
  say(
    [
      `  ${name.padEnd(46)}`,
      `${count.format(rows).padStart(9)} rows`,
      `${seconds.toFixed(2).padStart(6)} s`,
      `${count.format(Math.round(rowsPerSecond)).padStart(9)} rows/s`,
      `${((user + system) / rows).toFixed(1).padStart(6)} µs CPU/row`,
      `${(rowsPerSecond / TARGET_ROWS_PER_SECOND).toFixed(2).padStart(6)} x target`,
    ].join('  '),
  );
}

function* batchesOf(rows: CarbonObservation[][]) {
  for (let index = 0; index < rows.length; index += BATCH_ZONES) {
    const carbonIntensity = rows.slice(index, index + BATCH_ZONES).flat();
    yield { carbonIntensity, generation: [], weather: [] };
  }
}

/** Four weeks of all zones in both bases, as on a first start. */
async function backfill(databaseUrl: string): Promise<void> {
  const { writer, close } = await openObservationStore(databaseUrl);
  const endMs = startOfHour(Date.now());
  const span = { startMs: endMs - 28 * DAY_MS, endMs };
  const simulator = new SimulatedGridSource();
  const rows = zones().map(({ id }) => simulator.simulate(id, span));
  const total = rows.reduce((sum, ofZone) => sum + ofZone.length, 0);
  await timed('backfill: store 28 days of all zones', total, () => writer.recordBulk(batchesOf(rows)));
  await timed('backfill again: compare, add nothing', total, () => writer.recordBulk(batchesOf(rows)));
  const hour = rows.map((ofZone) => ofZone.slice(-2)).flat();
  const revised = (step: number) =>
    hour.map((row) => ({ ...row, carbonIntensityGPerKwh: row.carbonIntensityGPerKwh + step / 100 }));
  await timed('polls: one revised hour of all zones, 20 times', hour.length * 20, async () => {
    for (let step = 1; step <= 20; step += 1) await writer.record(revised(step));
  });
  await close();
}

/** A file as the published benchmark sets are, three years long. */
function historyFile(): Buffer {
  const header =
    'datetime_utc,carbon_intensity_lifecycle,carbon_intensity_direct,coal,nat_gas,nuclear,wind,solar,' +
    'wx_wind_speed_ms,wx_temperature_k,wx_dewpoint_k,wx_dswrf_wm2,wx_precip_mm';
  const lines = Array.from({ length: IMPORT_HOURS }, (_, hour) => {
    const at = new Date(Date.UTC(2019, 0, 1) + hour * HOUR_MS).toISOString();
    const value = 300 + 100 * Math.sin(hour / 24);
    const intensity = `${value.toFixed(2)},${(value - 50).toFixed(2)}`;
    return `${at},${intensity},${hour % 9000},4794.5,8083.5,6712.25,0,2.396,273.749,272.009,0,0.003`;
  });
  return gzipSync([header, ...lines].join('\n'));
}

async function importing(databaseUrl: string, folder: string): Promise<void> {
  const file = path.join(folder, 'history.csv.gz');
  await writeFile(file, historyFile());
  const importer = await openHistoryImporter(databaseUrl);
  const importFile = () =>
    importer.importFile({ path: file, zone: 'DE', skipBadLines: false, onBytes: () => undefined });
  await timed('import: read, check, store a 3-year file', IMPORT_HOURS * 4, importFile);
  await timed('import again: add nothing', IMPORT_HOURS * 4, importFile);
  await importer.close();
}

async function inFreshDatabase(serverUrl: string, work: (url: string) => Promise<void>): Promise<void> {
  const name = `ecobe_bench_${process.pid}`;
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    await work(url.href);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ecobe-bench-'));
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
  const stores = await acquireStores({ home: folder, databaseUrl, redisUrl, onProgress: say });
  say(
    `${stores.database.description}; ${cpus().length} CPUs; target ${count.format(TARGET_ROWS_PER_SECOND)} rows/s`,
  );
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`round ${round} of ${ROUNDS}`);
      await inFreshDatabase(stores.databaseUrl, async (url) => {
        await backfill(url);
        await importing(url, folder);
      });
    }
  } finally {
    await stores.release();
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
