import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { ModelTrainer } from '@ecobe/forecast';
import type { CurrentModel, TrainingOutcome } from '../../ports/training-runner';
import type { JudgedDay } from '../../ports/trained-model';
import { NOON_MS } from '../../forecasting.fixture';
import { decodeFit } from './fit-bytes';
import { hourShapeTrainer, weeklyHistory } from './hour-shape.trainer.fixture';
import { trainAndJudge } from './train-and-judge';

type Judged = Extract<TrainingOutcome, { kind: 'judged' }>;

const history = weeklyHistory(NOON_MS, 120);
const ignore = () => undefined;

const judged = async (trainer: ModelTrainer, current: CurrentModel | null = null, untilMs = NOON_MS) => {
  const outcome = await trainAndJudge([trainer], { grid: { history }, untilMs, current }, ignore);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome;
};
const currentOf = ({ fit, days, spanUntilMs }: Judged): CurrentModel => {
  if (fit === null) throw new Error('it lost');
  return { fit, days, spanUntilMs };
};

/** As the fixture, but its forecasts are wrong by a factor. */
const wrongBy = (factor: number): ModelTrainer => ({
  ...hourShapeTrainer,
  open: (fit) => {
    const model = hourShapeTrainer.open(fit);
    return {
      ...model,
      predict: (request) => {
        const prediction = model.predict(request);
        if (prediction.kind === 'refused') return prediction;
        const scaled = (values: Float64Array) => values.map((value) => value * factor);
        const quantiles = prediction.quantiles.map(({ level, values }) => ({
          level,
          values: scaled(values),
        }));
        return { ...prediction, values: scaled(prediction.values), quantiles };
      },
    };
  },
});

const threeTimesWorse = (day: JudgedDay): JudgedDay => ({
  ...day,
  mapePercent: 3 * (day.mapePercent ?? 0) + 30,
  maeGPerKwh: 3 * day.maeGPerKwh + 100,
});

describe('trainAndJudge', () => {
  it('gives a fit of all hours to a candidate that beats the profile, with figures of days it had not seen', async () => {
    const shares: number[] = [];
    const task = { grid: { history }, untilMs: NOON_MS, current: null };
    const outcome = await trainAndJudge([hourShapeTrainer], task, (share) => shares.push(share));
    if (outcome.kind === 'refused' || outcome.fit === null) throw new Error('it lost');
    expect(outcome).toMatchObject({ trainer: 'hour-shape@1', spanUntilMs: NOON_MS });
    expect(outcome.verdictReason).toMatch(
      /^beats the profile: \d\.\d\d % against \d+\.\d\d % on 1\d\d forecast days$/,
    );
    expect(decodeFit(outcome.fit).trainedUntilMs).toBe(NOON_MS);
    expect(outcome.metrics.fromMs).toBeGreaterThanOrEqual(NOON_MS - 28 * DAY_MS);
    expect(outcome.metrics.baselines.map(({ model }) => model)).toContain('profile-7d@1');
    expect(outcome.metrics.model.days[0]?.mapePercent).toBeLessThan(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  it('learns nothing from the days on which it is judged', async () => {
    const seen: number[] = [];
    const spying: ModelTrainer = {
      ...hourShapeTrainer,
      train: (request) => {
        seen.push(request.untilMs);
        return hourShapeTrainer.train(request);
      },
    };
    await judged(spying);
    expect(seen).toEqual([NOON_MS - 28 * DAY_MS, NOON_MS]);
  });

  it('gives no fit to a candidate that does not beat the profile, and spares its training on all hours', async () => {
    const lost = await judged(wrongBy(3));
    expect(lost.fit).toBeNull();
    expect(lost.spanUntilMs).toBe(NOON_MS - 28 * DAY_MS);
    expect(lost.verdictReason).toMatch(/^does not beat the profile/);
  });

  it('replaces a worse model and keeps a better one, also one of last week', async () => {
    const lastWeek = NOON_MS - 7 * DAY_MS;
    const slightlyWrong = currentOf(await judged(wrongBy(1.02), null, lastWeek));
    // Its bytes are opened by the trainer of the same name, so the worse figures are those of its own twin.
    const better = await judged(hourShapeTrainer, slightlyWrong);
    expect(better.verdictReason).toMatch(/^beats the model that served/);
    const good = currentOf(await judged(hourShapeTrainer, null, lastWeek));
    const worse = await judged(wrongBy(1.02), good);
    expect(worse.verdictReason).toMatch(/^does not beat the model that serves/);
    expect(worse.currentFault).toBeNull();
    expect(worse.fit).toBeNull();
  });

  it('judges nothing against a model that can no longer be opened', async () => {
    const gone = { fit: new Uint8Array([1, 2, 3]), days: [], spanUntilMs: NOON_MS - DAY_MS };
    const { fit, verdictReason } = await judged(hourShapeTrainer, gone);
    expect(fit).not.toBeNull();
    expect(verdictReason).toMatch(/could not be judged/);
  });

  it('says of a model that serves and does worse than the profile that it must not, though the candidate is bad too', async () => {
    const lastWeek = NOON_MS - 7 * DAY_MS;
    const { days, spanUntilMs, ...served } = currentOf(await judged(hourShapeTrainer, null, lastWeek));
    // Since it was promoted it went wrong, as did the candidate, which is opened by the same trainer.
    const current = { ...served, spanUntilMs, days: days.map(threeTimesWorse) };
    const lost = await judged(wrongBy(1.5), current);
    expect(lost.fit).toBeNull();
    expect(lost.currentFault).toMatch(/^does worse than the profile, which serves now: \d+\.\d\d % against/);
  });

  it('bears a model that serves and throws', async () => {
    let isBroken = false;
    const breaking: ModelTrainer = {
      ...hourShapeTrainer,
      name: 'breaking@1',
      train: async (request) => {
        const fit = await hourShapeTrainer.train(request);
        return fit.kind === 'refused' ? fit : { ...fit, trainer: 'breaking@1' };
      },
      open: (fit) => ({
        ...hourShapeTrainer.open({ ...fit, trainer: hourShapeTrainer.name }),
        predict: (request) => {
          if (isBroken) throw new Error('no such column');
          return hourShapeTrainer.open({ ...fit, trainer: hourShapeTrainer.name }).predict(request);
        },
      }),
    };
    const current = currentOf(await judged(breaking, null, NOON_MS - 7 * DAY_MS));
    isBroken = true;
    const task = { grid: { history }, untilMs: NOON_MS, current };
    const outcome = await trainAndJudge([hourShapeTrainer, breaking], task, ignore);
    expect(outcome).toMatchObject({
      kind: 'judged',
      verdictReason: expect.stringContaining('could not be judged') as string,
    });
  });

  it('compares no days whose truth was revised since they were judged', async () => {
    const lastWeek = NOON_MS - 7 * DAY_MS;
    const good = currentOf(await judged(hourShapeTrainer, null, lastWeek));
    const revised = good.days.map((day) => ({ ...day, actualSum: (day.actualSum ?? 0) + 1 }));
    const { verdictReason } = await judged(hourShapeTrainer, { ...good, days: revised });
    expect(verdictReason).toMatch(/could not be judged on these days$/);
  });

  it('passes on why each trainer refuses', async () => {
    const short = { startMs: NOON_MS - 3 * HOUR_MS, values: Float64Array.of(1, 2, 3) };
    const task = { grid: { history: short }, untilMs: NOON_MS, current: null };
    expect(await trainAndJudge([hourShapeTrainer], task, ignore)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^hour-shape@1: .*hours, at least 504 are needed$/) as string,
    });
    expect(await trainAndJudge([], task, ignore)).toEqual({
      kind: 'refused',
      reason: 'no trainer is registered',
    });
  });
});
