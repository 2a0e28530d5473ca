import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { DecisionId } from './routing.decision.answer';
import { EnergyEquationRequest } from './routing.energy.dto';
import { RouteGreenRequest } from './routing.route.dto';

const pathsOf = (errors: ValidationError[], parent = ''): string[] =>
  errors.flatMap(({ property, constraints, children }) => [
    ...(constraints ? [`${parent}${property}`] : []),
    ...pathsOf(children ?? [], `${parent}${property}.`),
  ]);
/** Paths at fault in a body as it comes from the wire. */
const faultsOf = <T extends object>(type: new () => T, json: string): string[] =>
  pathsOf(
    validateSync(plainToInstance(type, JSON.parse(json)), { whitelist: true, forbidNonWhitelisted: true }),
  );

describe('RouteGreenRequest', () => {
  const faults = (change: object | string) =>
    faultsOf(
      RouteGreenRequest,
      typeof change === 'string' ? change : JSON.stringify({ preferredRegions: ['FR', 'DE'], ...change }),
    );

  it('takes the example of the product brief, and the least there can be', () => {
    const brief = {
      preferredRegions: ['FR', 'DE', 'US-CAL-CISO'],
      maxCarbonGPerKwh: 400,
      latencyMsByRegion: { FR: 80, DE: 60, 'US-CAL-CISO': 140 },
      carbonWeight: 0.5,
      latencyWeight: 0.3,
      costWeight: 0.2,
    };
    expect(faults(brief)).toEqual([]);
    expect(faults({})).toEqual([]);
    expect(faults({ maxLatencyMs: 0, from: 'FR', costPerHourByRegion: { FR: 0 }, basis: 'direct' })).toEqual(
      [],
    );
    expect(plainToInstance(RouteGreenRequest, brief)).toEqual(brief);
  });

  it.each([
    [{ preferredRegions: undefined }],
    [{ preferredRegions: [] }],
    [{ preferredRegions: 'FR' }],
    [{ preferredRegions: { 0: 'FR', length: 1 } }],
    [{ preferredRegions: ['FR', 'FR'] }],
    [{ preferredRegions: ['FR', 7] }],
    [{ preferredRegions: [''] }],
    [{ preferredRegions: [null] }],
    [{ preferredRegions: ['F'.repeat(65)] }],
    [{ preferredRegions: Array.from({ length: 101 }, (_, index) => `R${index}`) }],
  ])('refuses regions %j', (change) => {
    expect(faults(change)).toEqual(['preferredRegions']);
  });

  it.each([
    ['carbonWeight', -0.1],
    ['latencyWeight', '0.3'],
    ['costWeight', true],
    ['costWeight', 1e7],
    ['maxCarbonGPerKwh', 0],
    ['maxCarbonGPerKwh', 2001],
    ['maxLatencyMs', -1],
    ['from', ''],
    ['from', ['FR']],
    ['costReferenceUsdPerHour', 0],
    ['latencyMsByRegion', [80]],
    ['latencyMsByRegion', { FR: -1 }],
    ['latencyMsByRegion', { FR: '80' }],
    ['latencyMsByRegion', { FR: null }],
    ['latencyMsByRegion', 'FR'],
    ['costPerHourByRegion', { FR: {} }],
    ['basis', 'marginal'],
    ['unknownProperty', 1],
  ])('refuses %s %j', (name, value) => {
    expect(faults({ [name]: value })).toEqual([name]);
  });

  it.each(['carbonWeight', 'maxCarbonGPerKwh', 'maxLatencyMs', 'costReferenceUsdPerHour'])(
    'refuses a %s of 1e400',
    (name) => {
      expect(faults(`{"preferredRegions":["FR"],"${name}":1e400}`)).toEqual([name]);
    },
  );

  it('refuses an infinite latency inside a map, and too many of them', () => {
    expect(faults('{"preferredRegions":["FR"],"latencyMsByRegion":{"FR":1e400}}')).toEqual([
      'latencyMsByRegion',
    ]);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`R${index}`, 1]));
    expect(faults({ latencyMsByRegion: many })).toEqual(['latencyMsByRegion']);
  });
});

describe('EnergyEquationRequest', () => {
  const brief = {
    requestVolume: 1000,
    workloadType: 'inference',
    modelSize: 'mixtral-70b',
    regionTargets: ['US-CAL-CISO', 'FR', 'DE'],
    carbonBudget: 1000000,
    deadlineWindow: { start: '2026-02-12T00:00:00.000Z', end: '2026-02-12T01:00:00.000Z' },
    hardwareMix: { cpu: 0.6, gpu: 0.3, tpu: 0.1 },
  };
  const faults = (change: object) => faultsOf(EnergyEquationRequest, JSON.stringify({ ...brief, ...change }));

  it('takes the example of the product brief', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ modelSize: undefined, vcpuHours: 4, carbonBudget: 0, durationHours: 0.25 })).toEqual([]);
    expect(faults({ deviceHours: 4, deviceUtilisation: 0 })).toEqual([]);
  });

  it('takes a class that the mix leaves out as none of it', () => {
    expect(faults({ hardwareMix: { gpu: 1 } })).toEqual([]);
    const instance = plainToInstance(EnergyEquationRequest, { ...brief, hardwareMix: { gpu: 1 } });
    expect(instance.hardwareMix).toEqual({ cpu: 0, gpu: 1, tpu: 0 });
  });

  it.each([
    [{ cpu: 0.33, gpu: 0.33, tpu: 0.33 }, []],
    [{ cpu: 0.34, gpu: 0.34, tpu: 0.33 }, []],
    [{ cpu: 1, gpu: 1, tpu: 1 }, ['hardwareMix']],
    [{ cpu: 0.5 }, ['hardwareMix']],
    [{}, ['hardwareMix']],
    [{ cpu: 1.5, gpu: -0.5 }, ['hardwareMix.cpu', 'hardwareMix.gpu']],
    [{ gpu: '1' }, ['hardwareMix', 'hardwareMix.gpu']],
    [{ gpu: 1, npu: 0 }, ['hardwareMix.npu']],
    ['gpu', ['hardwareMix']],
    [
      [0.5, 0.5],
      ['hardwareMix', 'hardwareMix.0', 'hardwareMix.1'],
    ],
    [[{ gpu: 1 }], ['hardwareMix']],
  ])('judges the mix %j', (hardwareMix, paths) => {
    expect(faults({ hardwareMix })).toEqual(paths);
  });

  it.each([
    ['requestVolume', 0],
    ['requestVolume', -1],
    ['requestVolume', 1.5],
    ['requestVolume', undefined],
    ['workloadType', 'mining'],
    ['modelSize', 70],
    ['modelSize', ''],
    ['regionTargets', []],
    ['regionTargets', ['FR', 'FR']],
    ['carbonBudget', -1],
    ['tokensPerRequest', 0],
    ['batchSize', 0],
    ['accelerator', 'TPU'],
    ['deviceHours', -1],
    ['vcpuHours', '4'],
    ['deviceUtilisation', 1.1],
    ['deviceUtilisation', -0.1],
    ['pue', 0.9],
    ['pue', 3.1],
    ['durationHours', 0.3],
    ['durationHours', 0],
    ['deadlineWindow', 'tomorrow'],
    ['deadlineWindow', [{ start: '2026-02-12T00:00:00Z', end: '2026-02-12T01:00:00Z' }]],
    ['budget', 1],
  ])('refuses %s %j', (name, value) => {
    expect(faults({ [name]: value })).toEqual([name]);
  });

  it.each(['2026-02-12', '2026-02-12T00:00:00', 'yesterday', '2026-13-01T00:00:00Z', 1770854400000, null])(
    'refuses an instant that reads %j',
    (start) => {
      const deadlineWindow = { ...brief.deadlineWindow, start };
      expect(faults({ deadlineWindow })).toEqual(['deadlineWindow.start']);
    },
  );
});

describe('DecisionId', () => {
  it('is a UUID', () => {
    expect(faultsOf(DecisionId, '{"decisionId":"019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d"}')).toEqual([]);
    expect(faultsOf(DecisionId, '{"decisionId":"1\' OR 1=1"}')).toEqual(['decisionId']);
  });
});
