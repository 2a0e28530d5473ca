import type { WorkloadInput } from './workload-input';

/** 1000 requests of which only the model is stated; specs add what they are about. */
export const requestsTo = (modelSize: string | null, more: Partial<WorkloadInput> = {}): WorkloadInput => ({
  requestVolume: 1000,
  workloadType: 'inference',
  modelSize,
  hardwareMix: null,
  tokensPerRequest: null,
  batchSize: null,
  accelerator: null,
  deviceHours: null,
  deviceUtilisation: null,
  vcpuHours: null,
  provider: null,
  ...more,
});
