import { scoreZone } from './score-zone';
import type { ZoneJob, ZoneReport } from './score-zone';

/** What the child process of a job tells its parent. */
export type ChildMessage =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly report: ZoneReport }
  | { readonly kind: 'failed'; readonly reason: string };

const tell = (message: ChildMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });

// One job in one process: its peak memory is that of this job and no other.
process.once('message', (job: ZoneJob) => {
  scoreZone(job, (share) => void tell({ kind: 'progress', share }))
    .then((report) => tell({ kind: 'done', report }))
    .catch((error: unknown) =>
      tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    )
    .finally(() => {
      process.disconnect();
    });
});
