import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ZoneJob, ZoneReport } from './score-zone';

/** Keeps what long runs found, so that an interrupted one goes on where it was. */
export interface ReportStore {
  find(job: ZoneJob): Promise<ZoneReport | null>;
  keep(report: ZoneReport): Promise<void>;
}

/** Reports of one version of the code, a file each; a data file that has changed since makes its reports unknown. */
export function reportStore(folder: string): ReportStore {
  const fileOf = async (job: ZoneJob) => {
    const { mtimeMs, size } = await stat(job.file);
    const key = createHash('sha256')
      .update(JSON.stringify([job, mtimeMs, size]))
      .digest('hex');
    return path.join(folder, `${job.zone}-${key.slice(0, 16)}.json`);
  };
  return {
    find: async (job) => {
      const text = await readFile(await fileOf(job), 'utf8').catch(() => null);
      return text === null ? null : (JSON.parse(text) as ZoneReport);
    },
    keep: async (report) => {
      const file = await fileOf(report.job);
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.part`, JSON.stringify(report));
      await rename(`${file}.part`, file);
    },
  };
}
