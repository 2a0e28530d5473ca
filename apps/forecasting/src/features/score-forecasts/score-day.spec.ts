import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { addSums, figuresOf, NO_HOURS } from '@ecobe/forecast';
import fc from 'fast-check';
import type { BucketOfDay, ForecastOfDay, TruthOfDay } from '../../ports/day-score';
import { scoreDay } from './score-day';

const DAY = Date.UTC(2021, 10, 15);

/** All 24 hours known, 100 gCO2eq/kWh each unless told. */
const truthOf = (changes: Partial<TruthOfDay> = {}): TruthOfDay => ({
  dayMs: DAY,
  isSimulated: false,
  values: Array<number>(24).fill(100),
  endedHours: 24,
  ...changes,
});

/** What a forecast issued `leadHours` before the hour `hour` of the day says of `hours` hours from there. */
function forecastOf(leadHours: number, hours: number, changes: Partial<ForecastOfDay> = {}): ForecastOfDay {
  const startMs = DAY - leadHours * HOUR_MS;
  return {
    issuedAtMs: startMs + 5_000,
    startMs,
    model: 'blend@1',
    isSimulated: false,
    fromMs: Math.max(DAY, startMs),
    values: Array<number>(hours).fill(110),
    p10: Array<number>(hours).fill(90),
    p90: Array<number>(hours).fill(120),
    naive: Array<number>(24).fill(150),
    ...changes,
  };
}

const counted = ({ sums, excluded }: BucketOfDay): number =>
  sums.hourCount + Object.values(excluded).reduce((one: number, other: number) => one + other, 0);

describe('scoreDay', () => {
  it('puts every hour into the bucket of its lead', () => {
    // Issued four hours before the day: leads 4 and 5 are in the first bucket, 6-23 in the second, 24-27 in the third.
    const buckets = scoreDay(truthOf(), [forecastOf(4, 24)]);
    expect(buckets.map(({ fromLeadHours, sums }) => [fromLeadHours, sums.hourCount])).toEqual([
      [0, 2],
      [6, 18],
      [24, 4],
    ]);
    const [first] = buckets;
    expect(first?.model).toBe('blend@1');
    expect(figuresOf(first?.sums ?? NO_HOURS)).toMatchObject({
      mapePercent: 10,
      seasonalNaiveMapePercent: 50,
      skill: 0.8,
      maeGPerKwh: 10,
      coveragePercent: 100,
    });
  });

  it('takes the baseline by the hour from the issue on, repeated every day', () => {
    const naive = Array.from({ length: 24 }, (_, hour) => 100 + hour);
    // Issued 47 h before: the day's first hour has lead 47, so hour 23 of the naive day, then 0, 1, ...
    const [far, farther] = scoreDay(truthOf(), [forecastOf(47, 3, { naive })]);
    expect(far).toMatchObject({ fromLeadHours: 24, sums: { hourCount: 1, naiveAbsoluteErrorSum: 23 } });
    expect(farther).toMatchObject({
      fromLeadHours: 48,
      sums: { hourCount: 2, naiveAbsoluteErrorSum: 0 + 1 },
    });
  });

  it('leaves out hours that nobody may ask for, and those that are not over', () => {
    expect(scoreDay(truthOf(), [forecastOf(96, 2)])).toEqual([]);
    expect(scoreDay(truthOf(), [forecastOf(95, 3)]).map(counted)).toEqual([1]);
    expect(scoreDay(truthOf({ endedHours: 0 }), [forecastOf(0, 24)])).toEqual([]);
    expect(scoreDay(truthOf({ endedHours: 3 }), [forecastOf(0, 24)]).map(counted)).toEqual([3]);
  });

  it('counts what it leaves out under one reason each', () => {
    const values = [100, null, 100, 100, 0, 100];
    const naive = Array.from({ length: 24 }, (_, hour) => (hour === 2 ? null : 100));
    const [bucket] = scoreDay(truthOf({ values, endedHours: 6 }), [
      forecastOf(0, 6, { naive }),
      forecastOf(0, 6, { issuedAtMs: DAY + 60_000, values: Array<number>(6).fill(100) }),
      forecastOf(0, 6, { isSimulated: true }),
    ]);
    expect(bucket?.excluded).toEqual({ noTruth: 1, noBaseline: 1, otherKind: 6, repeated: 6 });
    expect(bucket?.sums).toMatchObject({ hourCount: 4, zeroHourCount: 1, absoluteErrorSum: 3 * 10 + 110 });
  });

  it('judges simulated forecasts by simulated truth alone', () => {
    const both = [forecastOf(0, 6), forecastOf(0, 6, { isSimulated: true, model: 'sim@1' })];
    const excluded = (isSimulated: boolean) =>
      Object.fromEntries(
        scoreDay(truthOf({ isSimulated }), both).map(({ model, sums, excluded: { otherKind } }) => [
          model,
          [sums.hourCount, otherKind],
        ]),
      );
    expect(excluded(false)).toEqual({ 'blend@1': [6, 0], 'sim@1': [0, 6] });
    expect(excluded(true)).toEqual({ 'blend@1': [0, 6], 'sim@1': [6, 0] });
  });

  it('counts a forecast from before baselines were kept, and judges none of it', () => {
    const [bucket] = scoreDay(truthOf(), [forecastOf(0, 3, { naive: [] })]);
    expect(bucket).toMatchObject({ sums: NO_HOURS, excluded: { noBaseline: 3 } });
  });

  it('takes a truth for covered that differs from the band by less than a forecast can say', () => {
    const still = { values: [412.37], p10: [412.37], p90: [412.37] };
    const covered = (truth: number) =>
      scoreDay(truthOf({ values: [truth] }), [forecastOf(0, 1, still)])[0]?.sums.coveredHourCount;
    expect([412.3651, 412.3749, 412.3649, 412.3751].map(covered)).toEqual([1, 1, 0, 0]);
  });

  it('refuses a forecast without a whole band', () => {
    expect(() => scoreDay(truthOf(), [forecastOf(0, 3, { p10: [90] })])).toThrow(/no whole band/);
  });

  it('counts every hour of every forecast once, however they come', () => {
    const forecast = fc
      .record({
        lead: fc.integer({ min: -23, max: 97 }),
        model: fc.constantFrom('a@1', 'b@1'),
        isSimulated: fc.boolean(),
        minute: fc.nat(59),
        naive: fc.constantFrom([], Array<number | null>(24).fill(120), [null, ...Array<number>(23).fill(90)]),
      })
      .map(({ lead, minute, ...rest }) => {
        const hours = Math.min(24, 24 + lead, 98 - lead);
        const startMs = DAY - lead * HOUR_MS;
        return forecastOf(lead, hours, { ...rest, issuedAtMs: startMs + minute * 60_000 });
      });
    const truth = fc
      .tuple(
        fc.boolean(),
        fc.integer({ min: 0, max: 24 }),
        fc.array(fc.option(fc.integer({ min: 0, max: 900 })), { minLength: 24, maxLength: 24 }),
      )
      .map(([isSimulated, endedHours, values]) => truthOf({ isSimulated, endedHours, values }));
    fc.assert(
      fc.property(truth, fc.array(forecast, { maxLength: 12 }), (known, forecasts) => {
        const buckets = scoreDay(known, forecasts);
        const expected = forecasts.flatMap(({ fromMs, startMs, values }) =>
          values.filter((_, index) => {
            const at = fromMs + index * HOUR_MS;
            return (
              at < known.dayMs + known.endedHours * HOUR_MS &&
              at - startMs < 96 * HOUR_MS &&
              at < DAY + DAY_MS
            );
          }),
        );
        expect(buckets.reduce((sum, bucket) => sum + counted(bucket), 0)).toBe(expected.length);
        const total = buckets.map(({ sums }) => sums).reduce(addSums, NO_HOURS);
        const inOne = scoreDay(
          known,
          forecasts.map((one) => ({ ...one, model: 'one@1' })),
        );
        const totalInOne = inOne.map(({ sums }) => sums).reduce(addSums, NO_HOURS);
        expect(total.hourCount).toBe(totalInOne.hourCount);
        expect(total.absoluteErrorSum).toBeCloseTo(totalInOne.absoluteErrorSum, 6);
      }),
    );
  });
});
