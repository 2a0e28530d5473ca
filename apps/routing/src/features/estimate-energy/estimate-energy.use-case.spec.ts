import { ProblemError } from '@ecobe/contracts';
import type { EnergyEquationRequest } from '@ecobe/contracts';
import { GridOfSpec, clock } from '../../ports/routing.fixture';
import { EstimateEnergyUseCase } from './estimate-energy.use-case';

/** The example of the product brief. */
const request: EnergyEquationRequest = {
  requestVolume: 1000,
  workloadType: 'inference',
  modelSize: 'mixtral-70b',
  regionTargets: ['US-CAL-CISO', 'FR', 'DE'],
  carbonBudget: 1_000_000,
  hardwareMix: { cpu: 0.6, gpu: 0.3, tpu: 0.1 },
};
const window = (start: string, end: string) => ({
  start: `2026-03-01T${start}:00.000Z`,
  end: `2026-03-01T${end}:00.000Z`,
});

describe('EstimateEnergyUseCase', () => {
  let grid: GridOfSpec;
  let estimateEnergy: EstimateEnergyUseCase;
  beforeEach(() => {
    grid = new GridOfSpec().knows('FR', 58).knows('DE', 342).knows('US-CAL-CISO', 208);
    estimateEnergy = new EstimateEnergyUseCase(grid, clock, { defaultMaxCarbonGPerKwh: 400 });
  });
  const refusalOf = (asked: Partial<EnergyEquationRequest>) => {
    try {
      estimateEnergy.execute({ ...request, ...asked });
    } catch (error) {
      if (error instanceof ProblemError) return error.problem;
      throw error;
    }
    return null;
  };

  it('ranks the regions and shows exactly the product of energy and intensity', () => {
    const answer = estimateEnergy.execute(request);
    expect(answer.routingRecommendation.map(({ region, rank }) => [region, rank])).toEqual([
      ['FR', 1],
      ['US-CAL-CISO', 2],
      ['DE', 3],
    ]);
    for (const { estimatedCO2, estimatedEnergyKwh, carbonIntensity } of answer.regionEstimates) {
      expect(estimatedCO2).toBe(Number((estimatedEnergyKwh * carbonIntensity).toPrecision(12)));
    }
    expect(answer.totalEstimatedCO2).toBe(answer.routingRecommendation[0]?.estimatedCO2);
    expect(answer.withinBudget).toBe(true);
  });

  it('prices at six digits, so that the product shown is exact as decimals', () => {
    grid.knows('FR', 102.0004567);
    const [estimate] = estimateEnergy.execute({ ...request, deviceHours: 0.0333333, pue: 1 }).regionEstimates;
    // 0.0333333 h x 790 W = 0.0263333 kWh, x 102 g/kWh
    expect(estimate).toMatchObject({
      carbonIntensity: 102,
      estimatedEnergyKwh: 0.0263333,
      estimatedCO2: 2.6859966,
    });
  });

  it('hands the load of the accelerators on', () => {
    const energyAt = (deviceUtilisation: number | undefined) =>
      estimateEnergy.execute({ ...request, deviceHours: 100, pue: 1, deviceUtilisation }).regionEstimates[0]
        ?.estimatedEnergyKwh;
    expect([energyAt(0), energyAt(1), energyAt(undefined)]).toEqual([25, 85, 79]);
  });

  it('repeats the worked example: 1.115 kWh, 64.7 g, 57.2 g embodied at PUE 1.15', () => {
    const { regionEstimates } = estimateEnergy.execute({
      ...request,
      modelSize: 'mixtral-8x22b',
      regionTargets: ['FR'],
      pue: 1.15,
    });
    const [estimate] = regionEstimates;
    expect(estimate?.estimatedEnergyKwh).toBeCloseTo(1.115, 3);
    expect(estimate?.estimatedCO2).toBeCloseTo(64.7, 1);
    expect(estimate?.embodiedCO2).toBeCloseTo(57.2, 1);
    expect(estimate?.sciPerRequest).toBeCloseTo(0.122, 3);
    expect(estimate?.score).toBeCloseTo(1 - (58 * 1.15) / 400, 6);
    expect(estimate?.range.low).toBeLessThan(estimate?.range.mid ?? NaN);
  });

  it('takes the PUE of the cloud region, and lists it unless it was given', () => {
    const inputs = (asked: Partial<EnergyEquationRequest>) =>
      estimateEnergy.execute({ ...request, ...asked }).regionEstimates[0];
    const published = inputs({ regionTargets: ['aws:eu-central-1'] });
    expect(published).toMatchObject({ zone: 'DE', pue: 1.35 });
    expect(published?.assumptions.find(({ input }) => input === 'pue')?.source).toContain('aws:eu-central-1');
    expect(inputs({ regionTargets: ['FR'] })?.pue).toBe(1.2);
    expect(inputs({ pue: 1.05 })?.assumptions.map(({ input }) => input)).not.toContain('pue');
  });

  it('holds the best region against the budget: a budget of 0 is one, none is null', () => {
    const kept = (carbonBudget: number | undefined) =>
      estimateEnergy.execute({ ...request, carbonBudget }).withinBudget;
    expect([kept(0), kept(1e9), kept(undefined)]).toEqual([false, true, null]);
    const free = estimateEnergy.execute({ ...request, workloadType: 'batch', vcpuHours: 0, carbonBudget: 0 });
    expect(free).toMatchObject({ totalEstimatedCO2: 0, withinBudget: true });
  });

  it('lists regions without data, warns of old and of simulated values, and refuses when none is left', () => {
    grid.forgets('DE');
    grid.knows('US-CAL-CISO', 208, { quality: 'simulated' }).knows('FR', 58, { ageMinutes: 210 });
    const answer = estimateEnergy.execute(request);
    expect(answer.excluded).toEqual([expect.objectContaining({ region: 'DE', code: 'NO_DATA' })]);
    expect(answer.warnings.map(({ code }) => code)).toEqual(['SIMULATED_AND_REAL_COMPARED', 'STALE_DATA']);
    expect(refusalOf({ regionTargets: ['DE'] })).toMatchObject({ status: 422, code: 'NO_ELIGIBLE_REGION' });
  });

  it('counts age from the end of the hour that a value is for, and warns when all is simulated', () => {
    grid.knows('FR', 58, { ageMinutes: 180, quality: 'simulated' });
    const at = estimateEnergy.execute({ ...request, regionTargets: ['FR'] });
    expect(at.warnings).toEqual([expect.objectContaining({ code: 'SIMULATED_DATA', regions: ['FR'] })]);
    grid.knows('FR', 58, { ageMinutes: 181 });
    const past = estimateEnergy.execute({ ...request, regionTargets: ['FR'] });
    expect(past.warnings.map(({ code }) => code)).toEqual(['STALE_DATA']);
  });

  describe('inside a deadline window', () => {
    beforeEach(() =>
      grid.expects('FR', [50, 90, 10, 30, 40, 60]).expects('DE', [300, 300, 300, 100, 300, 300]),
    );
    const priced = (deadlineWindow: { start: string; end: string }, durationHours?: number) =>
      estimateEnergy.execute({ ...request, regionTargets: ['FR', 'DE'], deadlineWindow, durationHours })
        .regionEstimates;

    it('prices each region at its own best slot', () => {
      const [fr, de] = priced(window('12:00', '18:00'));
      expect(fr).toMatchObject({ carbonIntensity: 10, startAt: '2026-03-01T14:00:00.000Z' });
      expect(fr).toMatchObject({ endAt: '2026-03-01T15:00:00.000Z', quality: 'forecast', ageSeconds: 900 });
      expect(de).toMatchObject({ carbonIntensity: 100, startAt: '2026-03-01T15:00:00.000Z' });
      expect(fr?.assumptions).toContainEqual(expect.objectContaining({ input: 'durationHours', value: 1 }));
    });

    it('weights partial hours, and starts no earlier than now', () => {
      const [fr] = priced(window('13:30', '15:30'), 2);
      // half an hour at 90, one at 10, half at 30
      expect(fr).toMatchObject({ carbonIntensity: 35, startAt: '2026-03-01T13:30:00.000Z' });
      const [late] = priced(window('10:00', '13:20'), 1);
      expect(late).toMatchObject({ startAt: '2026-03-01T12:20:00.000Z' });
      expect(late?.carbonIntensity).toBeCloseTo((40 * 50 + 20 * 90) / 60, 3);
    });

    it('prices the part of a long window that the forecast reaches, and says until when', () => {
      const asked = { ...request, regionTargets: ['FR', 'DE'] };
      const long = estimateEnergy.execute({ ...asked, deadlineWindow: window('14:30', '23:00') });
      expect(long.regionEstimates[0]).toMatchObject({
        region: 'FR',
        carbonIntensity: 20,
        startAt: '2026-03-01T14:30:00.000Z',
      });
      expect(long.warnings).toEqual([
        expect.objectContaining({ code: 'WINDOW_PARTLY_FORECAST', regions: ['FR', 'DE'] }),
      ]);
      expect(long.warnings[0]?.detail).toContain('FR until 2026-03-01T18:00:00.000Z');
      const whole = estimateEnergy.execute({ ...asked, deadlineWindow: window('14:30', '18:00') });
      expect(whole.regionEstimates).toEqual(long.regionEstimates);
      expect(whole.warnings).toEqual([]);
      const last = estimateEnergy.execute({ ...asked, deadlineWindow: window('17:00', '23:00') });
      expect(last.regionEstimates[0]).toMatchObject({ carbonIntensity: 60 });
    });

    it.each([
      ['past', window('10:00', '12:00'), undefined, 400, 'PAST_WINDOW', '/deadlineWindow'],
      ['inverted', window('15:00', '14:00'), undefined, 400, 'INVERTED_WINDOW', '/deadlineWindow'],
      ['of nothing', window('14:00', '14:00'), undefined, 400, 'INVERTED_WINDOW', '/deadlineWindow'],
      ['too short', window('12:00', '12:30'), undefined, 400, 'WINDOW_TOO_SHORT', '/deadlineWindow'],
      [
        'shorter than the work',
        window('14:00', '15:00'),
        2,
        422,
        'DURATION_EXCEEDS_WINDOW',
        '/durationHours',
      ],
    ])('refuses a window that is %s', (_what, deadlineWindow, durationHours, status, code, pointer) => {
      expect(refusalOf({ deadlineWindow, durationHours })).toMatchObject({
        status,
        code,
        errors: [{ pointer }],
      });
    });

    it('refuses a window beyond the forecast, and a duration without a window', () => {
      const beyond = { regionTargets: ['FR', 'DE'], deadlineWindow: window('17:30', '23:00') };
      expect(refusalOf(beyond)).toMatchObject({ status: 422, code: 'WINDOW_BEYOND_FORECAST' });
      const after = { ...beyond, deadlineWindow: window('19:00', '23:00') };
      expect(refusalOf(after)).toMatchObject({ status: 422, code: 'WINDOW_BEYOND_FORECAST' });
      const noForecast = { regionTargets: ['US-CAL-CISO'], deadlineWindow: window('13:00', '14:00') };
      expect(refusalOf(noForecast)).toMatchObject({
        code: 'NO_ELIGIBLE_REGION',
        extensions: { excluded: [{ code: 'NO_FORECAST' }] },
      });
      expect(refusalOf({ durationHours: 2 })).toMatchObject({
        status: 400,
        errors: [{ pointer: '/durationHours' }],
      });
    });
  });

  it.each([
    [{ modelSize: 'mixtrl' }, 'UNKNOWN_MODEL', '/modelSize'],
    [{ modelSize: undefined }, 'INVALID_INPUT', '/modelSize'],
    [{ workloadType: 'training' as const }, 'INVALID_INPUT', '/deviceHours'],
    [{ accelerator: 'A100' as const }, 'INVALID_INPUT', '/accelerator'],
    [{ regionTargets: ['FR', 'ZZ'] }, 'UNKNOWN_REGION', '/regionTargets/1'],
    [{ regionTargets: ['FR', 'fr'] }, 'DUPLICATE_REGION', '/regionTargets/1'],
  ])('refuses %j', (asked, code, pointer) => {
    expect(refusalOf(asked)).toMatchObject({ status: 400, code, errors: [{ pointer }] });
  });

  it('takes a parameter count in the name of an unknown model, and says so', () => {
    const { regionEstimates } = estimateEnergy.execute({ ...request, modelSize: 'acme-13b' });
    expect(regionEstimates[0]?.assumptions).toContainEqual(
      expect.objectContaining({ input: 'modelSize', value: '13 total, 13 active' }),
    );
    expect(refusalOf({ modelSize: 'gpt-40' })?.extensions).toMatchObject({
      didYouMean: expect.arrayContaining(['gpt-4o']) as string[],
    });
  });
});
