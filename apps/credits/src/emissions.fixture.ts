import type { WorkloadEmissions } from '@ecobe/contracts';

/** An hour in which a workload ran, a second of it. */
export const hour = (hourAt: string, averageGPerKwh: number, marginalGPerKwh: number | null = null) => ({
  ...{ hourAt, runMs: 1_000, averageGPerKwh, marginalGPerKwh },
});

/** Emissions as services tell them; `change` says what is different. */
export const workload = (change: Partial<WorkloadEmissions> = {}): WorkloadEmissions => ({
  ...{
    organizationId: 'org-1',
    workloadId: 'w-1',
    revision: 1,
    workloadType: 'training',
    method: 'location-based',
  },
  ...{ source: 'spec', factorVersion: '1', quality: 'measured', energyQuality: 'measured' },
  ...{ functionalUnit: null, embodiedG: null, baseline: null },
  parts: [
    { zone: 'FR', energyKwh: 3, hours: [hour('2026-01-31T23:00:00Z', 50), hour('2026-02-01T00:00:00Z', 60)] },
  ],
  ...change,
});
