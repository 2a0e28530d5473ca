import path from 'node:path';
import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DAY_MS } from '@ecobe/carbon';
import { knownAt } from '@ecobe/forecast';
import type { ForecastRequest } from '@ecobe/forecast';
import { readGridFile } from './grid-file';
import { gridHistoryOf } from './grid-history';
import { knownModel } from './known-models';
import type { ZoneJob } from './score-zone';

/** As many as the catalogue has, about. */
const ZONE_COUNT = 350;
const THREAD_COUNT = 2;
const QUANTILE_LEVELS = [0.1, 0.5, 0.9];

/** Work of one thread: each zone's fit as it stands in the database, and what it is asked. */
export interface IssueWork {
  readonly model: string;
  readonly zones: readonly { readonly fit: Uint8Array; readonly request: ForecastRequest }[];
  readonly count: number;
}

/** Of one round over all zones. */
interface RoundSpeed {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

export interface IssueSpeed {
  readonly zoneCount: number;
  readonly threadCount: number;
  /** Every fit is read anew and replays all past forecasts that its band looks back on, as in the first round after a start. */
  readonly cold: RoundSpeed;
  /** The same models once more, as in all rounds after it. */
  readonly warm: RoundSpeed;
}

/** So old is a fit at the issue: as many past forecasts are replayed then as ever are. */
const FIT_AGE_DAYS = 36;

/**
 * Issues 96 h for 350 zones on two threads, twice. The zones of the jobs are trained first, and stand for all.
 * @returns null for a model that learns nothing, or of which no zone could be trained
 */
export async function measureIssueSpeed(jobs: readonly ZoneJob[]): Promise<IssueSpeed | null> {
  const zones: IssueWork['zones'][number][] = [];
  for (const job of jobs) zones.push(...(await trainedZone(job)));
  const [model] = jobs.map((job) => job.model);
  if (zones.length === 0 || model === undefined) return null;
  const count = ZONE_COUNT / THREAD_COUNT;
  const workers = Array.from({ length: THREAD_COUNT }, () => startWorker({ model, zones, count }));
  await Promise.all(workers.map(({ ready }) => ready));
  const round = async (): Promise<RoundSpeed> => {
    const [startedMs, startedCpu] = [performance.now(), process.cpuUsage()];
    await Promise.all(workers.map(({ issueAll }) => issueAll()));
    const { user, system } = process.cpuUsage(startedCpu);
    return { seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
  const [cold, warm] = [await round(), await round()];
  await Promise.all(workers.map(({ end }) => end()));
  return { zoneCount: ZONE_COUNT, threadCount: THREAD_COUNT, cold, warm };
}

async function trainedZone(job: ZoneJob): Promise<IssueWork['zones'][number][]> {
  const known = knownModel(job.model);
  if (known.kind === 'rule') return [];
  const grid = gridHistoryOf(await readGridFile(job.file), job.basis, job.weather);
  const issuedAtMs = job.period.startMs;
  const fit = await known.learn({ ...grid, untilMs: issuedAtMs - FIT_AGE_DAYS * DAY_MS });
  if (fit.kind === 'refused') return [];
  const asked = { issuedAtMs, horizonHours: 96, quantileLevels: QUANTILE_LEVELS };
  return [{ fit: serialize(fit), request: { ...knownAt(grid, issuedAtMs), ...asked } }];
}

function startWorker(work: IssueWork) {
  const worker = new Worker(path.join(__dirname, 'issue.worker.ts'), { workerData: work });
  const next = () =>
    new Promise<void>((resolve, reject) => {
      worker.once('message', () => {
        resolve();
      });
      worker.once('error', reject);
    });
  const issueAll = () => {
    const done = next();
    worker.postMessage('go');
    return done;
  };
  return { ready: next(), issueAll, end: () => worker.terminate() };
}
