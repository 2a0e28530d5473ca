import type { ForecastAccuracyAnswer, SavingsAndZones } from '@ecobe/contracts';
import { summaryWith } from './summarise-savings.use-case';

const savings = (...zones: string[]) =>
  ({
    summary: { from: '2026-02-01T00:00:00.000Z', to: '2026-02-11T12:00:00.000Z', organizationId: null },
    zones: zones.map((zone) => ({ zone, basis: 'lifecycle' })),
  }) as unknown as SavingsAndZones;
const accuracy = (hourCount: number, mapePercent: number | null, seasonalNaiveMapePercent: number | null) =>
  ({
    overall: {
      hourCount,
      zeroHourCount: 0,
      mapePercent,
      seasonalNaiveMapePercent,
      reason: 'nothing is judged',
    },
    reason: null,
  }) as unknown as ForecastAccuracyAnswer;

describe('the accuracy in a summary', () => {
  it('weighs hours alike, whatever zone they are of, and asks for the days of the period', async () => {
    const asked: number[] = [];
    const { forecastAccuracy } = await summaryWith(savings('DE', 'FR', 'PL'), ({ zone }, days) => {
      asked.push(days);
      if (zone === 'PL') return Promise.resolve(null);
      return Promise.resolve(zone === 'DE' ? accuracy(300, 10, 20) : accuracy(100, 30, 40));
    });
    expect(forecastAccuracy).toMatchObject({
      mapePercent: 15,
      baselineMapePercent: 25,
      count: 400,
      zones: ['DE', 'FR', 'PL'],
      reason: null,
    });
    expect(asked).toEqual([11, 11, 11]);
  });

  it.each([
    [[], null, 'no work of the period was placed'],
    [['DE'], null, 'forecasting did not answer'],
    [['DE'], accuracy(0, null, null), 'nothing is judged'],
  ])('tells of %j why it is null', async (zones, answer, reason) => {
    const { forecastAccuracy } = await summaryWith(savings(...zones), () => Promise.resolve(answer));
    expect(forecastAccuracy).toMatchObject({
      mapePercent: null,
      baselineMapePercent: null,
      count: 0,
      reason,
    });
  });
});
