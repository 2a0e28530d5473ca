import type { Provider } from '@ecobe/carbon';
import type { Accelerator } from './hardware.data';
import type { HardwareMix } from './workload-energy';

export const WORKLOAD_TYPES = ['inference', 'training', 'batch', 'query'] as const;
export type WorkloadType = (typeof WORKLOAD_TYPES)[number];

/** What a caller says about a workload; null where nothing was said. */
export interface WorkloadInput {
  readonly requestVolume: number;
  readonly workloadType: WorkloadType;
  readonly modelSize: string | null;
  readonly hardwareMix: HardwareMix | null;
  /** Output tokens of a request; in training, tokens of a sample. */
  readonly tokensPerRequest: number | null;
  /** Requests that a replica serves at once. */
  readonly batchSize: number | null;
  readonly accelerator: Accelerator | null;
  /** Of the whole workload, not per request. */
  readonly deviceHours: number | null;
  /** Mean load of the accelerators, 0 to 1. */
  readonly deviceUtilisation: number | null;
  /** Of the whole workload, not per request. */
  readonly vcpuHours: number | null;
  /** Owner of the site, null where the region names none. */
  readonly provider: Provider | null;
}
