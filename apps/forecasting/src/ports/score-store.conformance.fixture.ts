import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { NO_HOURS, sumsOfHour } from '@ecobe/forecast';
import { DE, issuedForecast } from '../forecasting.fixture';
import type { BucketOfDay, ScoredDay } from './day-score';
import type { ForecastStore } from './forecast-store';
import type { ScoreStore } from './score-store';

const DAY = Date.UTC(2021, 10, 15);
const FR = { ...DE, zone: 'FR' };
const NOTHING_LEFT_OUT = { noTruth: 0, noBaseline: 0, otherKind: 0, repeated: 0 };

const bucketOf = (changes: Partial<BucketOfDay> = {}): BucketOfDay => ({
  fromLeadHours: 0,
  model: 'a@1',
  sums: sumsOfHour({ actual: 100, predicted: 110.5, p10: 90, p90: 130, naive: 140 }),
  excluded: { noTruth: 1, noBaseline: 2, otherKind: 3, repeated: 4 },
  ...changes,
});

const scoredDay = (changes: Partial<ScoredDay> = {}): ScoredDay => ({
  key: DE,
  truth: {
    dayMs: DAY,
    isSimulated: false,
    values: Array.from({ length: 24 }, (_, hour) => (hour < 3 ? 100 + hour / 3 : null)),
    endedHours: 4,
  },
  quality: 'measured',
  source: 'entsoe',
  forecastCount: 7,
  buckets: [bucketOf()],
  ...changes,
});

/** What every score store does; run against the fake and against PostgreSQL. */
export function scoreStoreConformance(
  makeStores: () => Promise<{ forecasts: ForecastStore; scores: ScoreStore }>,
): void {
  let forecasts: ForecastStore;
  let scores: ScoreStore;
  beforeEach(async () => {
    ({ forecasts, scores } = await makeStores());
  });

  const span = { startMs: DAY, endMs: DAY + DAY_MS };
  const readAt = async () => (await scores.dayStates(DE, span)).readAt;
  const save = async (changes: Partial<ScoredDay> = {}) => scores.saveDay(scoredDay(changes), await readAt());

  it('lists the series that were forecast, from the day of their first forecast on', async () => {
    for (const issuedAtMs of [DAY - DAY_MS, DAY + 5 * HOUR_MS, DAY + DAY_MS])
      await forecasts.save(issuedForecast(issuedAtMs));
    await forecasts.save(issuedForecast(DAY + DAY_MS + 1, { basis: 'direct' }));
    expect(await scores.forecastSeries(DAY)).toEqual([
      { key: { ...DE, basis: 'direct' }, firstDayMs: DAY + DAY_MS },
      { key: DE, firstDayMs: DAY },
    ]);
    expect(await scores.forecastSeries(DAY + 2 * DAY_MS)).toEqual([]);
  });

  it('cuts what forecasts say of a day out of them, at leads up to 95 h', async () => {
    const values = Array.from({ length: 98 }, (_, lead) => 100 + lead);
    const naive = Array.from({ length: 24 }, (_, slot) => (slot === 2 ? null : 50 + slot));
    for (const lead of [96, 95, 10, -3, -24])
      await forecasts.save(issuedForecast(DAY - lead * HOUR_MS + 1_500, { values, naive }));
    await forecasts.save(issuedForecast(DAY, { values, zone: 'FR' }));
    const found = await scores.forecastsOf(DE, DAY);
    expect(found.map(({ startMs, fromMs, values: said }) => [startMs, fromMs, said])).toEqual([
      [DAY - 95 * HOUR_MS, DAY, [195]],
      [DAY - 10 * HOUR_MS, DAY, values.slice(10, 34)],
      [DAY + 3 * HOUR_MS, DAY + 3 * HOUR_MS, values.slice(0, 21)],
    ]);
    expect(found[1]).toMatchObject({
      ...{ issuedAtMs: DAY - 10 * HOUR_MS + 1_500, model: 'profile-7d@1', isSimulated: false, naive },
      ...{
        p10: values.slice(10, 34).map((value) => value - 10),
        p90: values.slice(10, 34).map((v) => v + 10),
      },
    });
    const { days } = await scores.dayStates(DE, { startMs: DAY - DAY_MS, endMs: DAY + 2 * DAY_MS });
    expect(days.map(({ dayMs, forecastCount }) => [dayMs, forecastCount])).toEqual([
      [DAY - DAY_MS, 3],
      [DAY, 3],
      [DAY + DAY_MS, 3],
    ]);
  });

  it('tells by which truths a day was scored, to the last bit', async () => {
    await save();
    const simulated = { ...scoredDay().truth, isSimulated: true, endedHours: 24 };
    await save({ truth: simulated, quality: 'simulated', source: 'model' });
    const [day] = (await scores.dayStates(DE, span)).days;
    const { values } = scoredDay().truth;
    expect([...(day?.scored ?? [])].sort((a, b) => a.endedHours - b.endedHours)).toEqual([
      { isSimulated: false, values, endedHours: 4, forecastCount: 7, quality: 'measured', source: 'entsoe' },
      { isSimulated: true, values, endedHours: 24, forecastCount: 7, quality: 'simulated', source: 'model' },
    ]);
    expect((await scores.dayStates(FR, span)).days).toEqual([{ dayMs: DAY, forecastCount: 0, scored: [] }]);
  });

  it('replaces a day as a whole', async () => {
    expect(await save({ buckets: [bucketOf(), bucketOf({ model: 'b@1' })] })).toBe(true);
    const revised = bucketOf({ fromLeadHours: 24, model: 'b@1' });
    expect(await save({ buckets: [revised] })).toBe(true);
    expect(await scores.totals(DE, false, span)).toEqual({
      buckets: [revised],
      quality: 'measured',
      sources: ['entsoe'],
    });
    await save({ buckets: [] });
    expect((await scores.totals(DE, false, span)).buckets).toEqual([]);
  });

  it('keeps what a later reading scored', async () => {
    const [earlier, later] = [await readAt(), await readAt()];
    expect(await scores.saveDay(scoredDay({ buckets: [bucketOf({ model: 'later@1' })] }), later)).toBe(true);
    expect(await scores.saveDay(scoredDay({ buckets: [bucketOf({ model: 'earlier@1' })] }), earlier)).toBe(
      false,
    );
    expect((await scores.totals(DE, false, span)).buckets.map(({ model }) => model)).toEqual(['later@1']);
  });

  it('adds up days by lead and model, real and simulated apart', async () => {
    const nextDay = { ...scoredDay().truth, dayMs: DAY + DAY_MS };
    await save({ buckets: [bucketOf(), bucketOf({ fromLeadHours: 6 })] });
    await save({ truth: nextDay, quality: 'estimated', source: 'entsoe + eia', buckets: [bucketOf()] });
    const simulated = { ...scoredDay().truth, isSimulated: true };
    await save({ truth: simulated, quality: 'simulated', source: 'model' });
    await save({ key: FR });
    const { buckets, quality, sources } = await scores.totals(DE, false, {
      ...span,
      endMs: DAY + 2 * DAY_MS,
    });
    expect([quality, sources]).toEqual(['estimated', ['eia', 'entsoe']]);
    expect(buckets.map(({ fromLeadHours, model, sums }) => [fromLeadHours, model, sums.hourCount])).toEqual([
      [0, 'a@1', 2],
      [6, 'a@1', 1],
    ]);
    expect(buckets[0]?.sums.absoluteErrorSum).toBeCloseTo(21, 9);
    expect(buckets[0]?.excluded).toEqual({ noTruth: 2, noBaseline: 4, otherKind: 6, repeated: 8 });
    expect(await scores.totals(DE, true, span)).toMatchObject({ quality: 'simulated', sources: ['model'] });
  });

  it('tells nothing of a truth where no hour is known', async () => {
    const excluded = { ...NOTHING_LEFT_OUT, noTruth: 5 };
    await save({ quality: null, source: null, buckets: [bucketOf({ sums: NO_HOURS, excluded })] });
    expect(await scores.totals(DE, false, span)).toEqual({
      buckets: [bucketOf({ sums: NO_HOURS, excluded })],
      quality: null,
      sources: [],
    });
    expect(await scores.totals(FR, false, span)).toEqual({ buckets: [], quality: null, sources: [] });
  });

  it('gives the first day of lead of all real series, day by day', async () => {
    await save({ buckets: [bucketOf(), bucketOf({ fromLeadHours: 6 }), bucketOf({ fromLeadHours: 24 })] });
    await save({ key: FR, buckets: [bucketOf({ model: 'b@1' }), bucketOf()] });
    await save({ key: { ...DE, zone: 'NL' }, truth: { ...scoredDay().truth, dayMs: DAY + DAY_MS } });
    const simulated = { ...scoredDay().truth, isSimulated: true };
    await save({ key: { ...DE, zone: 'PL' }, truth: simulated, quality: 'simulated', source: 'model' });
    const found = await scores.firstDays(span);
    expect(found.map(({ key, dayMs, sums }) => [key, dayMs, sums.hourCount])).toEqual([
      [DE, DAY, 2],
      [FR, DAY, 2],
    ]);
  });
}
