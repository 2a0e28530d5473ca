import { ProblemError } from '@ecobe/contracts';
import type { RouteGreenAnswer, RouteGreenRequest } from '@ecobe/contracts';
import { DecisionsInMemory, GridOfSpec, NOW_MS, clock } from '../../ports/routing.fixture';
import { RouteGreenUseCase } from './route-green.use-case';

/** The example of the product brief. */
const request: RouteGreenRequest = {
  preferredRegions: ['FR', 'DE', 'US-CAL-CISO'],
  maxCarbonGPerKwh: 400,
  latencyMsByRegion: { FR: 80, DE: 60, 'US-CAL-CISO': 140 },
  carbonWeight: 0.5,
  latencyWeight: 0.3,
  costWeight: 0.2,
};

describe('RouteGreenUseCase', () => {
  let grid: GridOfSpec;
  let decisions: DecisionsInMemory;
  let routeGreen: RouteGreenUseCase;
  beforeEach(() => {
    grid = new GridOfSpec().knows('FR', 33).knows('DE', 342).knows('US-CAL-CISO', 208);
    decisions = new DecisionsInMemory();
    routeGreen = new RouteGreenUseCase(grid, decisions, clock, { defaultMaxCarbonGPerKwh: 400 });
  });
  const answerOf = async (asked: RouteGreenRequest, key?: string) =>
    JSON.parse(await routeGreen.execute(asked, key)) as RouteGreenAnswer;
  const refusalOf = async (asked: RouteGreenRequest, key?: string) => {
    const answer = routeGreen.execute(asked, key).then(
      () => null,
      (error: unknown) => error,
    );
    const refusal = await answer;
    expect(refusal).toBeInstanceOf(ProblemError);
    return (refusal as ProblemError).problem;
  };

  it('chooses a region and says where every figure comes from', async () => {
    const answer = await answerOf(request);
    expect(answer).toMatchObject({
      selectedRegion: 'FR',
      zone: 'FR',
      carbonIntensity: 33,
      estimatedLatency: 80,
      signal: 'average',
      basis: 'lifecycle',
      source: 'spec',
      quality: 'measured',
      validAt: '2026-03-01T12:00:00.000Z',
      ageSeconds: 1200,
      excluded: [],
      warnings: [],
    });
    expect(answer.alternatives.map(({ region }) => region)).toEqual(['US-CAL-CISO', 'DE']);
    expect(answer.estimatedCost).toBeGreaterThan(0);
  });

  it('records the decision with its request and everything it rests on', async () => {
    const answer = await answerOf(request, 'client:1');
    expect(decisions.records).toHaveLength(1);
    const [record] = decisions.records;
    expect(record).toMatchObject({
      decisionId: answer.decisionId,
      idempotencyKey: 'client:1',
      decidedAtMs: NOW_MS,
    });
    expect(JSON.parse(record?.outcome ?? '')).toEqual(answer);
    expect(JSON.parse(record?.inputs ?? '')).toMatchObject({
      version: 2,
      request,
      scales: { maxCarbonGPerKwh: 400, maxLatencyMs: null, costReferenceUsdPerHour: 0.2 },
      candidates: [
        { region: 'FR', intensity: { carbonIntensity: 33 }, latency: { value: 80, source: 'request' } },
        {},
        {},
      ],
    });
  });

  it('takes latencies from the catalogue where the request lacks them, and prices of its own where it has them', async () => {
    const answer = await answerOf({
      preferredRegions: ['aws:eu-west-3', 'FR'],
      from: 'aws:eu-west-1',
      latencyMsByRegion: { FR: 5 },
      costPerHourByRegion: { 'aws:eu-west-3': 1.5 },
    });
    const all = [{ ...answer, region: answer.selectedRegion }, ...answer.alternatives];
    const paris = all.find(({ region }) => region === 'aws:eu-west-3');
    expect(paris).toMatchObject({ zone: 'FR', estimatedCost: 1.5 });
    expect(paris?.estimatedLatency).toBeGreaterThan(5);
    expect(paris?.estimatedLatency).toBeLessThan(60);
    expect(all.find(({ region }) => region === 'FR')?.estimatedLatency).toBe(5);
  });

  it('matches figures by what a region is, however its name is written', async () => {
    const answer = await answerOf({
      preferredRegions: ['aws:eu-west-3', 'fr'],
      latencyMsByRegion: { 'eu-west-3': 7, FR: 9 },
      costPerHourByRegion: { 'AWS:EU-WEST-3': 1.5 },
    });
    const all = [{ ...answer, region: answer.selectedRegion }, ...answer.alternatives];
    expect(all.find(({ region }) => region === 'aws:eu-west-3')).toMatchObject({
      estimatedLatency: 7,
      estimatedCost: 1.5,
    });
    expect(all.find(({ region }) => region === 'fr')).toMatchObject({ estimatedLatency: 9 });
    expect(answer.warnings).toEqual([]);
  });

  it.each([
    [{ latencyMsByRegion: { FR: 1, XX: 2 } }, 'UNKNOWN_REGION', '/latencyMsByRegion/XX'],
    [{ costPerHourByRegion: { 'a/b~c': 2 } }, 'UNKNOWN_REGION', '/costPerHourByRegion/a~1b~0c'],
    [
      { latencyMsByRegion: { 'aws:eu-west-3': 1, 'eu-west-3': 2 } },
      'DUPLICATE_REGION',
      '/latencyMsByRegion/eu-west-3',
    ],
  ])('refuses the figures %j', async (figures, code, pointer) => {
    expect(await refusalOf({ ...request, ...figures })).toMatchObject({
      status: 400,
      code,
      errors: [{ pointer }],
    });
  });

  it('answers the same for the same key, whatever happened to the grid, and records once', async () => {
    const first = await routeGreen.execute(request, 'client:1');
    grid.knows('FR', 399);
    expect(await routeGreen.execute(request, 'client:1')).toBe(first);
    for (const zone of ['FR', 'DE', 'US-CAL-CISO']) grid.forgets(zone);
    expect(await routeGreen.execute(request, 'client:1')).toBe(first);
    expect(decisions.records).toHaveLength(1);
  });

  it('counts a request as the same whatever the order of its members', async () => {
    const first = await answerOf(request, 'client:1');
    const shuffled = Object.fromEntries(Object.entries(request).reverse()) as unknown as RouteGreenRequest;
    expect((await answerOf(shuffled, 'client:1')).decisionId).toBe(first.decisionId);
  });

  it('refuses another request under the same key', async () => {
    await answerOf(request, 'client:1');
    const other = { ...request, carbonWeight: 0.6 };
    expect(await refusalOf(other, 'client:1')).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    const hopeless = { ...request, maxCarbonGPerKwh: 1 };
    expect(await refusalOf(hopeless, 'client:1')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('refuses with every reason when no region is left, and records nothing', async () => {
    grid.forgets('DE');
    grid.knows('US-CAL-CISO', 190, { basis: 'direct' });
    grid.forgets('US-CAL-CISO');
    expect(await refusalOf({ ...request, maxCarbonGPerKwh: 20 })).toMatchObject({
      status: 422,
      code: 'NO_ELIGIBLE_REGION',
      extensions: {
        excluded: [
          { region: 'FR', code: 'ABOVE_MAX_CARBON' },
          { region: 'DE', code: 'NO_DATA' },
          { region: 'US-CAL-CISO', code: 'NOT_SAME_BASIS' },
        ],
      },
    });
    expect(decisions.records).toEqual([]);
  });

  it('points at each unknown region with the nearest names', async () => {
    const refusal = await refusalOf({ ...request, preferredRegions: ['FR', 'eu-west-33', 'Frankreich'] });
    expect(refusal).toMatchObject({ status: 400, code: 'UNKNOWN_REGION' });
    expect(refusal.errors?.map(({ pointer }) => pointer)).toEqual([
      '/preferredRegions/1',
      '/preferredRegions/2',
    ]);
    expect(refusal.errors?.[0]?.detail).toContain('eu-west-3');
    expect(await refusalOf({ ...request, from: 'XX' })).toMatchObject({ errors: [{ pointer: '/from' }] });
  });

  it.each([
    ['the same name in another case', ['FR', 'fr'], '/preferredRegions/1'],
    ['a cloud region under two names', ['DE', 'eu-west-3', 'aws:eu-west-3'], '/preferredRegions/2'],
  ])('refuses %s', async (_what, preferredRegions, pointer) => {
    expect(await refusalOf({ ...request, preferredRegions })).toMatchObject({
      status: 400,
      code: 'DUPLICATE_REGION',
      errors: [{ pointer }],
    });
  });

  it('refuses weights that leave nothing to score by', async () => {
    const none = { ...request, carbonWeight: 0, latencyWeight: 0, costWeight: 0 };
    expect(await refusalOf(none)).toMatchObject({ status: 400, code: 'NO_WEIGHT' });
    const latencyOnly = { ...none, latencyWeight: 1 };
    expect((await answerOf(latencyOnly)).selectedRegion).toBe('DE');
    expect(await refusalOf({ ...latencyOnly, latencyMsByRegion: {} })).toMatchObject({ code: 'NO_WEIGHT' });
  });

  it('uses the default limit where the request has none, and warns of what it ignored', async () => {
    grid.knows('DE', 401);
    const answer = await answerOf({
      preferredRegions: ['FR', 'DE'],
      latencyMsByRegion: { PL: 20 },
    });
    expect(answer.excluded).toEqual([expect.objectContaining({ region: 'DE', code: 'ABOVE_MAX_CARBON' })]);
    expect(answer.warnings.map(({ code }) => code)).toEqual(['UNLISTED_REGIONS_IGNORED']);
  });
});
