import { MINUTE_MS } from '@ecobe/carbon';
import type { StoredWorkload } from '../ports/dekes-workload';

/** By how many minutes a run that starts at an instant (epoch ms) is later than its latest start; 0 in time. */
export const lateMinutes = ({ placement }: Pick<StoredWorkload, 'placement'>, startMs: number): number =>
  placement === null ? 0 : Math.max(0, Math.ceil((startMs - placement.latestStartMs) / MINUTE_MS));
