import { gramsPerKwh } from '@ecobe/carbon';
import fc from 'fast-check';
import { EnergyInputError } from './assumption';
import { estimateWorkload } from './estimate';
import { spanFactor } from './range';
import { emissionsAt } from './site';
import { requestsTo } from './workload.fixture';

const inputsAssumed = (input: ReturnType<typeof requestsTo>) =>
  estimateWorkload(input).assumptions.map((assumption) => assumption.input);

describe('estimateWorkload', () => {
  it('lists every default that it took, and none that was given', () => {
    expect(inputsAssumed(requestsTo('mixtral-8x22b'))).toEqual(
      expect.arrayContaining(['tokensPerRequest', 'batchSize', 'accelerator', 'hardwareMix', 'idleFactor']),
    );
    const stated = requestsTo('mixtral-8x22b', {
      tokensPerRequest: 100,
      batchSize: 32,
      accelerator: 'B200',
      hardwareMix: { cpu: 0, gpu: 1, tpu: 0 },
    });
    expect(inputsAssumed(stated)).toEqual(['idleFactor', 'networkEnergy']);
  });

  it('shows the size read off a name without binary remainders', () => {
    const { assumptions } = estimateWorkload(requestsTo('acme-8x22b'));
    expect(assumptions).toContainEqual(
      expect.objectContaining({ input: 'modelSize', value: '143.616 total, 39.7816 active' }),
    );
  });

  it('says when the fit is stretched, and when a size was read off a name', () => {
    expect(inputsAssumed(requestsTo('2000b'))).toEqual(expect.arrayContaining(['modelSize', 'energyFit']));
    expect(inputsAssumed(requestsTo('llama-3-70b'))).not.toContain('energyFit');
  });

  it('normalises the hardware mix', () => {
    const energyOf = (cpu: number, gpu: number, tpu: number) =>
      estimateWorkload(requestsTo('llama-3-70b', { hardwareMix: { cpu, gpu, tpu } })).itEnergyKwh;
    expect(energyOf(0.6, 0.3, 0.1)).toBeCloseTo(energyOf(6, 3, 1), 9);
    expect(energyOf(1, 0, 0)).toBeGreaterThan(3.7 * energyOf(0, 1, 0) * 0.5);
  });

  it('serves offline batches at 256 at once, so cheaper than chat', () => {
    const chat = estimateWorkload(requestsTo('llama-3-70b')).itEnergyKwh;
    const offline = estimateWorkload(requestsTo('llama-3-70b', { workloadType: 'batch' })).itEnergyKwh;
    expect(offline / chat).toBeGreaterThan(0.35);
    expect(offline / chat).toBeLessThan(0.6);
  });

  it('adds vCPU hours by provider: 100 h on AWS at half load are 0.212 kWh', () => {
    const at = (provider: 'aws' | 'gcp' | null) =>
      estimateWorkload(requestsTo(null, { workloadType: 'batch', vcpuHours: 100, provider })).itEnergyKwh;
    expect(at('aws')).toBeCloseTo(0.212, 6);
    expect(at('gcp')).toBeCloseTo(0.2395, 6);
    expect(at(null)).toBe(at('aws'));
  });

  it('sums device and vCPU hours, and says that the model had no say', () => {
    const both = requestsTo('llama-3-70b', { workloadType: 'training', deviceHours: 8, vcpuHours: 100 });
    // 8 h x (640 W + 150 W) + 100 h x 2.12 W
    expect(estimateWorkload(both).itEnergyKwh).toBeCloseTo(6.32 + 0.212, 6);
    expect(inputsAssumed(both)).toContain('modelSize');
  });

  const everything = {
    modelSize: 'llama-3-70b',
    hardwareMix: { cpu: 0, gpu: 1, tpu: 0 },
    tokensPerRequest: 100,
    batchSize: 8,
    accelerator: 'H100',
    deviceUtilisation: 0.5,
  } as const;
  it.each([
    [
      'a bare query',
      { workloadType: 'query', modelSize: null },
      ['hardwareMix', 'tokensPerRequest', 'batchSize', 'accelerator', 'deviceUtilisation'],
    ],
    ['requests to a model', {}, ['deviceUtilisation']],
    ['training from tokens', { workloadType: 'training' }, ['hardwareMix', 'batchSize']],
    ['device hours', { deviceHours: 1 }, ['modelSize', 'hardwareMix', 'tokensPerRequest', 'batchSize']],
    [
      'vCPU hours',
      { vcpuHours: 1 },
      ['modelSize', 'hardwareMix', 'tokensPerRequest', 'batchSize', 'accelerator', 'deviceUtilisation'],
    ],
    [
      'both hours',
      { deviceHours: 1, vcpuHours: 1 },
      ['modelSize', 'hardwareMix', 'tokensPerRequest', 'batchSize'],
    ],
  ] as const)('lists what had no say in %s, and only that', (_what, change, names) => {
    const input = requestsTo(null, { ...everything, ...change });
    const unused = estimateWorkload(input).assumptions.filter(({ value }) => value === 'not used');
    expect(unused.map(({ input: name }) => name)).toEqual(names);
    expect(unused.every(({ source }) => source.length > 10)).toBe(true);
    // What is not listed changes the result.
    const given = Object.keys(everything) as (keyof typeof everything)[];
    const changed = {
      modelSize: 'llama-3-8b',
      hardwareMix: { cpu: 1, gpu: 0, tpu: 0 },
      tokensPerRequest: 101,
      batchSize: 9,
      accelerator: 'B200',
      deviceUtilisation: 0.6,
    } as const;
    for (const name of given.filter(
      (field) => input[field] !== null && !(names as readonly string[]).includes(field),
    )) {
      if (name === 'accelerator' && input.workloadType === 'training') continue;
      const other = estimateWorkload({ ...input, [name]: changed[name] }).itEnergyKwh;
      expect([name, other]).not.toEqual([name, estimateWorkload(input).itEnergyKwh]);
    }
  });

  it('lists the accelerator that hours of device are taken to be of, and spans the others', () => {
    const hours = requestsTo(null, { workloadType: 'training', deviceHours: 100 });
    const taken = estimateWorkload(hours);
    expect(taken.assumptions).toContainEqual(
      expect.objectContaining({ input: 'accelerator', value: 'H100' }),
    );
    // A100 521 W, H100 790 W, B200 1064.3 W with the host
    const spread = taken.spreads.find(({ cause }) => cause === 'accelerator not stated');
    expect(spread?.low).toBeCloseTo(520.9 / 790, 6);
    expect(spread?.high).toBeCloseTo(1064.3 / 790, 6);
    expect(inputsAssumed({ ...hours, accelerator: 'H100' })).not.toContain('accelerator');
  });

  it('takes the load of the accelerators, 0 included, and always lists the host', () => {
    const at = (deviceUtilisation: number) =>
      requestsTo(null, {
        workloadType: 'training',
        deviceHours: 100,
        accelerator: 'H100',
        deviceUtilisation,
      });
    expect(estimateWorkload(at(0)).itEnergyKwh).toBeCloseTo(25, 9);
    expect(estimateWorkload(at(1)).itEnergyKwh).toBeCloseTo(85, 9);
    expect(inputsAssumed(at(1))).toEqual(['hostWatts', 'networkEnergy']);
    expect(estimateWorkload(at(1)).spreads).toEqual([]);
  });

  it('trains from parameters and tokens: 405b on 15.6T tokens take 20 to 32M H100 hours', () => {
    const training = requestsTo('llama-3.1-405b', {
      workloadType: 'training',
      requestVolume: 1.904e9,
      tokensPerRequest: 8192,
    });
    const hours = estimateWorkload(training).assumptions.find(({ input }) => input === 'deviceHours')?.value;
    expect(hours).toBeGreaterThan(20e6);
    expect(hours).toBeLessThan(32e6);
    expect(inputsAssumed(training)).toContain('accelerator');
  });

  it('spans 30 to 50 % of the peak rate in training, and the size where a name gave it', () => {
    const factorOf = (modelSize: string) =>
      spanFactor(
        estimateWorkload(
          requestsTo(modelSize, { workloadType: 'training', tokensPerRequest: 1000, deviceUtilisation: 0.9 }),
        ).spreads,
      );
    expect(factorOf('llama-3-70b')).toBeCloseTo(Math.sqrt(5 / 3), 6);
    const squares = [5 / 3, 1.22 / 0.18].map((ratio) => (Math.log(ratio) / 2) ** 2);
    expect(factorOf('acme-70b')).toBeCloseTo(
      Math.exp(Math.sqrt((squares[0] ?? NaN) + (squares[1] ?? NaN))),
      6,
    );
  });

  it.each([
    [requestsTo(null), 'modelSize'],
    [requestsTo('no-such-model'), 'modelSize'],
    [requestsTo('no-such-model', { deviceHours: 1 }), 'modelSize'],
    [requestsTo(null, { workloadType: 'training' }), 'deviceHours'],
    [requestsTo('llama-3-70b', { workloadType: 'training' }), 'deviceHours'],
    [requestsTo('llama-3-70b', { accelerator: 'A100' }), 'accelerator'],
  ])('refuses what cannot be estimated, naming the field (%#)', (input, field) => {
    const refusal = (() => {
      try {
        return estimateWorkload(input);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(EnergyInputError);
    expect(refusal).toMatchObject({ field });
  });
});

describe('properties', () => {
  const parameters = fc.double({ min: 8, max: 400, noNaN: true });
  const energyOf = (input: ReturnType<typeof requestsTo>) => estimateWorkload(input).itEnergyKwh;

  it('grows with tokens, requests and parameters, and shrinks with the batch', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 8, max: 500 }), (billions, batchSize) => {
        const model = `${billions.toFixed(3)}b`;
        const one = energyOf(requestsTo(model, { batchSize, tokensPerRequest: 100 }));
        expect(energyOf(requestsTo(model, { batchSize, tokensPerRequest: 200 }))).toBeCloseTo(2 * one, 9);
        expect(
          energyOf(requestsTo(`${(billions * 2).toFixed(3)}b`, { batchSize, tokensPerRequest: 100 })),
        ).toBeGreaterThan(one);
        expect(energyOf(requestsTo(model, { batchSize: batchSize * 2, tokensPerRequest: 100 }))).toBeLessThan(
          one,
        );
      }),
    );
  });

  it('keeps low <= mid <= high, wider when less is stated', () => {
    fc.assert(
      fc.property(parameters, fc.double({ min: 1, max: 2, noNaN: true }), (billions, pue) => {
        const at = (batchSize: number | null, stated: boolean) =>
          emissionsAt(
            estimateWorkload(requestsTo(`${billions.toFixed(3)}b`, { batchSize })),
            { low: pue, value: pue, high: stated ? pue : 1.2 * pue },
            gramsPerKwh(300),
            1000,
          ).operationalRangeG;
        const vague = at(null, false);
        const exact = at(64, true);
        expect(vague.low).toBeLessThan(exact.low);
        expect(exact.low).toBeLessThan(exact.mid);
        expect(exact.mid).toBeLessThan(exact.high);
        expect(exact.high).toBeLessThan(vague.high);
      }),
    );
  });
});
