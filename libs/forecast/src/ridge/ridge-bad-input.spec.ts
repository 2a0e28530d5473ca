import { atHour, historyOf, noisyGrid, seededNoise } from '../history.fixture';
import type { HourlyHistory } from '../hourly-history';
import { fromLogScale } from '../rolling-errors';
import { ridgeTrainer } from './ridge.trainer';

const UNTIL = 60 * 24;
const HOURS = UNTIL + 72;
const grid = noisyGrid(HOURS + 1, 21);
const noise = seededNoise(4);
const draws = Array.from({ length: HOURS }, () => noise());

const ofGrid = (hour: number) => grid[hour] ?? null;
/** Until hour 700 the clock is right; from there on the hour before, or the hour after, stands in its place. */
const shifted = (by: number) => (hour: number) => ofGrid(hour < 700 ? hour : hour + by);

const BAD: readonly (readonly [string, (hour: number) => number | null])[] = [
  ['a third of its hours unknown', (hour) => ((draws[hour] ?? 0) > 0.43 ? null : ofGrid(hour))],
  ['ten days unknown', (hour) => (hour > 600 && hour < 840 ? null : ofGrid(hour))],
  ['the same hour unknown every day', (hour) => (hour % 24 === 3 ? null : ofGrid(hour))],
  ['one value for ever', () => 412.5],
  ['one value but for one hour', (hour) => (hour === 500 ? 100_000 : 412.5)],
  ['nothing but zeros', () => 0],
  ['zeros at night', (hour) => (hour % 24 < 6 ? 0 : ofGrid(hour))],
  ['zeros on every third day', (hour) => (Math.floor(hour / 24) % 3 === 0 ? 0 : ofGrid(hour))],
  ['an hour told twice', shifted(-1)],
  ['an hour left out', shifted(1)],
  ['a level ten times as high since the training', (hour) => (ofGrid(hour) ?? 0) * (hour < UNTIL ? 1 : 10)],
  [
    'a level that falls to a hundredth in its last day',
    (hour) => (ofGrid(hour) ?? 0) * (hour < HOURS - 24 ? 1 : 0.01),
  ],
];

async function intensitiesOf(history: HourlyHistory): Promise<Float64Array> {
  const fit = await ridgeTrainer.train({ history, untilMs: atHour(UNTIL) });
  if (fit.kind === 'refused') throw new Error(fit.reason);
  const answer = ridgeTrainer.open(fit).predict({ history, issuedAtMs: atHour(HOURS), horizonHours: 98 });
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer.logs.map(fromLogScale);
}

describe('a ridge learnt from bad input', () => {
  it.each(BAD)('of %s stays within what was seen', async (_what, valueAt) => {
    const history = historyOf(HOURS, valueAt);
    const intensities = await intensitiesOf(history);
    const known = history.values.filter((value) => !Number.isNaN(value));
    const [low, high] = [Math.min(...known), Math.max(...known)];
    expect(intensities).toHaveLength(98);
    for (const value of intensities) {
      expect(value).toBeGreaterThanOrEqual(0.89 * (low + 1) - 1);
      expect(value).toBeLessThanOrEqual(1.12 * (high + 1));
    }
  });

  it.each([
    ['one value for ever', 412.5],
    ['nothing but zeros', 0],
  ])('of %s says that value', async (_what, value) => {
    for (const said of await intensitiesOf(historyOf(HOURS, () => value))) expect(said).toBeCloseTo(value, 6);
  });

  it.each([3, 0, 671])('says how little %i hours are', async (hours) => {
    const history = historyOf(hours, ofGrid);
    const answer = await ridgeTrainer.train({ history, untilMs: atHour(UNTIL) });
    expect(answer).toEqual({
      kind: 'refused',
      reason: `${hours} known hours of history, at least 672 are needed to learn from`,
    });
  });
});

describe('a good ridge asked of bad input', () => {
  const good = historyOf(HOURS, ofGrid);
  const answerTo = async (history: HourlyHistory) => {
    const fit = await ridgeTrainer.train({ history: good, untilMs: atHour(UNTIL) });
    if (fit.kind === 'refused') throw new Error(fit.reason);
    return ridgeTrainer.open(fit).predict({ history, issuedAtMs: atHour(HOURS), horizonHours: 98 });
  };
  const onlyKnown = (isKnown: (hour: number) => boolean) =>
    historyOf(HOURS, (hour) => (isKnown(hour) ? ofGrid(hour) : null));

  it.each<[string, (hour: number) => boolean, string]>([
    ['no hour of late', (hour) => hour < UNTIL - 240, 'no hour of the last days is known'],
    [
      'a newest hour of two days ago',
      (hour) => hour < HOURS - 48,
      'the newest known hour is 48 hours before the issue, more than 24',
    ],
    ['three hours', (hour) => hour >= HOURS - 3, 'too many hours of the day are unknown in the last 7 days'],
  ])('refuses %s, and says why', async (_what, isKnown, reason) => {
    expect(await answerTo(onlyKnown(isKnown))).toEqual({ kind: 'refused', reason });
  });

  it('bridges a newest hour of yesterday and a day of gaps', async () => {
    const answer = await answerTo(onlyKnown((hour) => hour < HOURS - 20 && hour % 5 !== 0));
    if (answer.kind === 'refused') throw new Error(answer.reason);
    expect(answer.logs).toHaveLength(98);
    for (const log of answer.logs) expect(Math.abs(log - Math.log(300))).toBeLessThan(1.5);
  });
});
