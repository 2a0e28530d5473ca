import { fork } from 'node:child_process';
import path from 'node:path';
import type { ZoneJob, ZoneReport } from './score-zone';
import type { ChildMessage } from './zone.child';

/** Hears how far all jobs are, 0..1 each, summed. */
type OnProgress = (jobsDone: number, latest: ZoneJob) => void;

/**
 * Runs each job in a process of its own, `lanes` at a time; reports come in the order of the jobs.
 * @throws Error of the first job that fails; those that still run are ended.
 */
export async function runJobs(
  jobs: readonly ZoneJob[],
  lanes: number,
  onProgress: OnProgress,
  onReport: (report: ZoneReport) => void = () => undefined,
): Promise<ZoneReport[]> {
  const reports: ZoneReport[] = [];
  const shares = jobs.map(() => 0);
  const abort = new AbortController();
  const waiting = [...jobs.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, job] = next;
      const report = await runJob(job, abort.signal, (share) => {
        shares[index] = share;
        onProgress(
          shares.reduce((sum, each) => sum + each, 0),
          job,
        );
      });
      reports[index] = report;
      onReport(report);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    waiting.length = 0;
    abort.abort();
    throw error;
  }
  return reports;
}

function runJob(job: ZoneJob, signal: AbortSignal, onShare: (share: number) => void): Promise<ZoneReport> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, 'zone.child.ts'), { signal });
    child.on('message', (message: ChildMessage) => {
      if (message.kind === 'progress') onShare(message.share);
      else if (message.kind === 'failed') reject(new Error(message.reason));
      else {
        onShare(1);
        resolve(message.report);
      }
    });
    child.on('error', reject);
    child.on('exit', (code, killedBy) => {
      reject(new Error(`${job.zone} ${job.model}: the process ended without a result (${killedBy ?? code})`));
    });
    child.send(job);
  });
}
