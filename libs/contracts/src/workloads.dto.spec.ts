import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { CompleteWorkloadRequest, WorkloadBatchRequest } from './workloads.dto';
import { PlacementRequest } from './workloads.placement.dto';

const pathsOf = (errors: ValidationError[], parent = ''): string[] =>
  errors.flatMap(({ property, constraints, children }) => [
    ...(constraints ? [`${parent}${property}`] : []),
    ...pathsOf(children ?? [], `${parent}${property}.`),
  ]);
const faultsOf = <T extends object>(type: new () => T, body: unknown): string[] =>
  pathsOf(validateSync(plainToInstance(type, body), { whitelist: true, forbidNonWhitelisted: true }));

const work = { durationHours: 2, powerKw: 3, homeRegion: 'DE', deadline: '2035-02-13T06:00:00Z' };

describe('PlacementRequest', () => {
  it('takes the least there can be, and all that there can be', () => {
    expect(faultsOf(PlacementRequest, work)).toEqual([]);
    const all = {
      ...{ ...work, powerKw: undefined, energyKwh: 6, earliestStart: '2035-02-12T06:00:00+01:00' },
      ...{ allowedRegions: ['FR'], interruptible: true, transferEnergyKwh: 0, from: 'aws:eu-west-1' },
      ...{ maxLatencyMs: 0, latencyMsByRegion: { FR: 1 }, maxCostPerHour: 0, costPerHourByRegion: { FR: 0 } },
      ...{ carbonWeight: 0, costWeight: 1, minGainPercent: 5, basis: 'direct' },
    };
    expect(faultsOf(PlacementRequest, all)).toEqual([]);
  });

  it.each([
    ['durationHours', [0, -1, 1e6, 96.01, '2', null, NaN]],
    ['powerKw', [0, -3, 1e9, '3']],
    ['energyKwh', [0, -3]],
    ['deadline', ['tomorrow', '2035-02-30T06:00:00Z', '2035-02-13T06:00:00', 7]],
    ['earliestStart', ['now']],
    ['homeRegion', ['', 'x'.repeat(65), 7]],
    ['allowedRegions', ['FR', [7], ['FR', 'FR'], Array.from({ length: 101 }, (_, i) => `z${i}`)]],
    ['interruptible', ['yes', 1]],
    ['transferEnergyKwh', [-1]],
    ['maxLatencyMs', [-1]],
    ['minGainPercent', [-1, 101]],
    ['basis', ['marginal']],
    ['color', ['red']],
  ])('refuses a wrong %s', (name, values) => {
    for (const value of values)
      expect(faultsOf(PlacementRequest, { ...work, [name]: value })).toContain(name);
  });
});

describe('WorkloadBatchRequest', () => {
  it('takes one without the list around it, and points into the list', () => {
    expect(WorkloadBatchRequest.inFull(work)).toEqual({ workloads: [work] });
    expect(WorkloadBatchRequest.inFull({ workloads: [work] })).toEqual({ workloads: [work] });
    const batch = { workloads: [work, { ...work, externalId: 'a b' }, { ...work, powerKw: -1 }] };
    expect(faultsOf(WorkloadBatchRequest, batch)).toEqual(['workloads.1.externalId', 'workloads.2.powerKw']);
  });

  it.each([
    [{ workloads: [] }],
    [{ workloads: 'all' }],
    [{}],
    [{ workloads: Array<unknown>(1_001).fill(work) }],
  ])('refuses a wrong list', (batch) => {
    expect(faultsOf(WorkloadBatchRequest, batch)).toContain('workloads');
  });
});

describe('CompleteWorkloadRequest', () => {
  it('wants the energy that was really used', () => {
    expect(faultsOf(CompleteWorkloadRequest, { energyKwh: 0.001 })).toEqual([]);
    for (const energyKwh of [0, -1, 1e10, '4', undefined])
      expect(faultsOf(CompleteWorkloadRequest, { energyKwh })).toEqual(['energyKwh']);
  });

  it('takes what it brought, by a name of one spelling', () => {
    const unitFaults = (functionalUnit: unknown) =>
      faultsOf(CompleteWorkloadRequest, { energyKwh: 1, functionalUnit });
    expect(unitFaults({ name: 'leads', count: 0.5 })).toEqual([]);
    for (const name of ['', 'Leads', '1st', 'two words', 'x'.repeat(65), 7, undefined])
      expect(unitFaults({ name, count: 1 })).toEqual(['functionalUnit.name']);
    for (const count of [0, -1, NaN, 1e16, '4', undefined])
      expect(unitFaults({ name: 'leads', count })).toEqual(['functionalUnit.count']);
    expect(unitFaults({ name: 'leads', count: 1, of: 'x' })).toEqual(['functionalUnit.of']);
  });
});
