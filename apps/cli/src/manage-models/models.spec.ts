import type { ForecastModelsAnswer, TrainingAnswer } from '@ecobe/contracts';
import { followTraining } from './follow-training';
import { modelsReport, queueWords } from './models-report';

const training = (changes: Partial<TrainingAnswer> = {}): TrainingAnswer => ({
  state: 'promoted',
  reason: 'asked',
  startedAt: '2021-11-15T12:00:00.000Z',
  endedAt: '2021-11-15T12:00:30.000Z',
  shareDone: 1,
  knownHours: 16_437,
  detail: 'model 17 (blend@1) beats the profile',
  ...changes,
});
const answer = (changes: Partial<ForecastModelsAnswer> = {}): ForecastModelsAnswer => ({
  ...{ region: 'DE', zone: 'DE', signal: 'average', basis: 'lifecycle' },
  models: [],
  training: null,
  ...changes,
});
const model = {
  ...{ id: 17, trainer: 'blend@1', status: 'serving', statusReason: 'beats the profile', kind: 'real' },
  ...{ reason: 'first', trainedAt: '2021-11-15T12:00:03.120Z', learntFrom: '2019-01-01T00:00:00.000Z' },
  learntUntil: '2021-11-15T12:00:00.000Z',
  features: Array.from({ length: 10 }, (_, i) => `f${i}`),
  ...{ heldOutFrom: '', heldOutUntil: '', heldOutForecastCount: 29 },
  heldOutDays: [
    {
      ...{ day: 1, mapePercent: 9.2, profileMapePercent: 21.94, seasonalNaiveMapePercent: null },
      ...{ maeGPerKwh: 30, coverage80Percent: 79.8, hourCount: 672 },
    },
  ],
  ...{ replacedById: null, promotedAt: null, canServeAgain: true },
};

describe('ecobe models', () => {
  it('tells who serves, from what it learnt and how good it was', () => {
    const lines = modelsReport(answer({ models: [model], training: training() }));
    expect(lines).toEqual([
      'DE average lifecycle: forecasts are made by model 17 (blend@1).',
      '   17  serving  blend@1, first 2021-11-15T12:00Z',
      '       learnt from real hours 2019-01-01 to 2021-11-15T12:00Z: f0, f1, f2, f3, f4, f5, f6, f7 and 2 more',
      '       beats the profile',
      '       day 1: MAPE 9.20 % (profile 21.94, seasonal naive -), p10-p90 holds 79.80 %, 672 h',
      'Newest training: promoted (asked, 2021-11-15T12:00Z, 16437 known hours): model 17 (blend@1) beats the profile',
    ]);
  });

  it('tells that the profile serves, and what replaced a model that cannot come back', () => {
    const replaced = { ...model, status: 'replaced', replacedById: 18, canServeAgain: false };
    expect(modelsReport(answer({ models: [replaced] }))).toEqual(
      expect.arrayContaining([
        'DE average lifecycle: forecasts are made by the 7-day profile.',
        '   17  replaced by 18  blend@1, first 2021-11-15T12:00Z, fit not kept',
        'Never trained.',
      ]),
    );
  });

  it('tells how long the queue is', () => {
    expect(queueWords(1)).toBe('no other training waits');
    expect(queueWords(41)).toBe('40 other trainings wait or run; this one comes next, after what runs');
  });

  it('follows a training from its waiting to its end, past an older one', async () => {
    const askedAt = '2021-11-15T12:00:00.000Z';
    const states = [
      null,
      training({ endedAt: '2021-11-14T00:00:00.000Z', state: 'refused' }),
      training({ endedAt: null, state: 'running', shareDone: 0.1 }),
      training({ endedAt: null, state: 'running', shareDone: 0.1 }),
      training({ endedAt: null, state: 'running', shareDone: 0.5 }),
      training({ endedAt: null, state: 'running', shareDone: 0, detail: 'crashed; it is tried again soon' }),
      training(),
    ];
    const shown: (number | null)[] = [];
    const read = () => Promise.resolve(answer({ training: states.shift() ?? null }));
    const show = (state: TrainingAnswer | null) => void shown.push(state?.shareDone ?? null);
    expect(await followTraining(askedAt, read, show, 0)).toEqual(training());
    expect(shown).toEqual([null, 0.1, 0.5, 0]);
  });
});
