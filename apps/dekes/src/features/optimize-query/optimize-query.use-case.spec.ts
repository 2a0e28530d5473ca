import type { OptimizeQueryRequest } from '@ecobe/contracts';
import { DEFAULT_SEARCH_RUN } from '@ecobe/energy';
import { POLICY, StoreOfSpec, clockAt, grid, hours } from '../../dekes.fixture';
import { OptimizeQueryUseCase } from './optimize-query.use-case';

const QUERY = { id: 'q1', query: 'green steel', estimatedResults: 500 };

const optimising = (known = grid(), policy = POLICY) => {
  const store = new StoreOfSpec();
  const useCase = new OptimizeQueryUseCase(known, store, clockAt(), policy, store.room);
  const optimise = (change: Partial<OptimizeQueryRequest> = {}) =>
    useCase.execute({ query: QUERY, regions: ['DE', 'FR'], ...change });
  return { store, optimise };
};

const twoZones = () =>
  grid()
    .knows('DE', 342)
    .expects('DE', hours(342))
    .knows('FR', 33)
    .expects('FR', hours(33, 33, 33, 11, 33));

/** 0.00206222 kWh of computers (docs/formulas/dekes-energy.md), PUE 1.2, 33 g/kWh. */
const FR_NOW_G = 0.00206222 * 1.2 * 33;

describe('optimising a query', () => {
  it('runs it now in the region that emits least, where no budget forbids', async () => {
    for (const carbonBudget of [undefined, 10_000, FR_NOW_G * 1.001]) {
      const answer = await optimising(twoZones()).optimise({ carbonBudget });
      expect(answer.selectedRegion).toBe('FR');
      expect(answer.estimatedCO2).toBeCloseTo(FR_NOW_G, 6);
      expect(answer).not.toHaveProperty('scheduledTime');
      expect(answer.withinBudget).toBe(carbonBudget === undefined ? null : true);
      expect(answer.carbonDelta).toBeCloseTo(0.00206222 * 1.2 * (342 - 33), 5);
    }
  });

  it('takes the cleanest hour of the day where now breaks the budget', async () => {
    const answer = await optimising(twoZones()).optimise({ carbonBudget: FR_NOW_G * 0.9 });
    expect(answer).toMatchObject({
      selectedRegion: 'FR',
      scheduledTime: '2026-03-01T15:00:00.000Z',
      withinBudget: true,
    });
    expect(answer.estimatedCO2).toBeCloseTo(FR_NOW_G / 3, 6);
  });

  it('says so when nothing keeps the budget, and takes the least', async () => {
    const answer = await optimising(twoZones()).optimise({ carbonBudget: FR_NOW_G / 10 });
    expect(answer).toMatchObject({ scheduledTime: '2026-03-01T15:00:00.000Z', withinBudget: false });
  });

  it('tells of a budget that is used up only where somebody is to be told', async () => {
    const broken = { carbonBudget: FR_NOW_G / 10 };
    const silent = optimising(twoZones());
    await silent.optimise(broken);
    expect(silent.store.messages).toEqual([]);
    const told = optimising(twoZones(), { ...POLICY, organizationId: 'org_1' });
    const { decisionId, estimatedCO2 } = await told.optimise(broken);
    expect(told.store.messages).toMatchObject([
      {
        key: `${decisionId}:BUDGET_EXCEEDED:expected`,
        body: {
          handoffId: `${decisionId}:BUDGET_EXCEEDED:expected`,
          budget: { used: estimatedCO2, currency: 'gCO2eq' },
        },
      },
    ]);
  });

  it('follows the figures of the settings', async () => {
    const figures = { ...DEFAULT_SEARCH_RUN, joulesPerResult: 976 };
    const answer = await optimising(twoZones(), { ...POLICY, figures }).optimise();
    expect(answer.estimatedEnergyKwh).toBeCloseTo(
      (10 / 60) * 2 * 2.12e-3 * 1.2 + ((500 * 976) / 3.6e6) * 1.2,
      5,
    );
  });

  it('prices a search that is longer than the forecast, and says that it repeated the last day', async () => {
    const answer = await optimising(twoZones()).optimise({
      query: { ...QUERY, estimatedResults: 1_000_000 },
    });
    expect(answer.selectedRegion).toBe('FR');
    expect(answer.qualityTier).toBe('low');
    expect(answer.warnings.map(({ code }) => code)).toContain('BEYOND_FORECAST');
    const { startAt = '', endAt = '' } = answer.alternatives[0] ?? {};
    expect((Date.parse(endAt) - Date.parse(startAt)) / 60_000).toBe(20_000);
  });

  it('uses the forecast for the running hour where the newest value is stale', async () => {
    const known = grid().knows('FR', 500, { ageMinutes: 400 }).expects('FR', hours(70));
    const answer = await optimising(known).optimise({ regions: ['FR'] });
    expect(answer.carbonIntensity).toBe(70);
  });
});
