import { HOUR_MS } from '@ecobe/carbon';
import { atHour } from './history.fixture';
import { syntheticGrid } from './grid.fixture';
import { leaksOfModel, leaksOfTraining } from './leak.fixture';
import type { Learner } from './leak.fixture';
import type { ForecastModel, ModelRefusal } from './forecast-model';
import type { ModelTrainer } from './model-trainer';
import type { PointTrainer } from './point-model';
import { POINT_TRAINERS, TRAINERS } from './trainer.registry';
import { withoutBand } from './without-band';

/** What the check of one trainer found. */
export interface TrainerVerdict {
  readonly name: string;
  /** Of the first forecast: a model that refuses would leak nothing, and prove nothing. */
  readonly refusal: string | null;
  readonly leaks: readonly string[];
}

const TRAINED_HOURS = 45 * 24;
/** At 00, 01, 07, 13 and 23 UTC of different days after the training. */
export const ISSUE_TIMES_MS = [0, 24 + 1, 48 + 7, 96 + 13, 144 + 23].map((hour) =>
  atHour(TRAINED_HOURS + hour),
);
export const END_MS = atHour(TRAINED_HOURS);
export const GRID = syntheticGrid(TRAINED_HOURS + 11 * 24, 7, 4);

async function judge(
  trainer: Learner,
  open: () => Promise<ForecastModel | ModelRefusal>,
): Promise<TrainerVerdict> {
  const model = await open();
  if ('kind' in model) return { name: trainer.name, refusal: model.reason, leaks: [] };
  const request = { ...GRID, issuedAtMs: END_MS, horizonHours: 96, quantileLevels: [] };
  const first = model.predict(request);
  const leaks = [
    ...leaksOfModel(model, GRID, ISSUE_TIMES_MS),
    ...(await leaksOfTraining(trainer, GRID, END_MS)),
  ];
  return { name: trainer.name, refusal: first.kind === 'refused' ? first.reason : null, leaks };
}

const judgeTrainer = (trainer: ModelTrainer) =>
  judge(trainer, async () => {
    const fit = await trainer.train({ ...GRID, untilMs: END_MS });
    return fit.kind === 'refused' ? fit : trainer.open(fit);
  });

const judgePointTrainer = (trainer: PointTrainer) =>
  judge(trainer, async () => {
    const fit = await trainer.train({ ...GRID, untilMs: END_MS });
    return fit.kind === 'refused' ? fit : withoutBand(trainer.open(fit));
  });

/** Learns from the hour after its end, and says the hour after the issue: the check must tell of both. */
export const PLANTED: PointTrainer = {
  name: 'planted-leak@1',
  train: ({ history }) =>
    Promise.resolve({
      kind: 'trained',
      trainer: 'planted-leak@1',
      features: [],
      parameters: history.values[TRAINED_HOURS],
    }),
  open: () => ({
    name: 'planted-leak@1',
    predict: ({ history, issuedAtMs, horizonHours }) => {
      const peeked = history.values[(issuedAtMs - history.startMs) / HOUR_MS] ?? NaN;
      return { kind: 'predicted', logs: new Float64Array(horizonHours).fill(peeked) };
    },
  }),
};

/** All registered trainers and a planted leak, one verdict each. */
export async function judgeAllTrainers(): Promise<TrainerVerdict[]> {
  const verdicts: TrainerVerdict[] = [];
  for (const trainer of TRAINERS) verdicts.push(await judgeTrainer(trainer));
  for (const trainer of [...POINT_TRAINERS, PLANTED]) verdicts.push(await judgePointTrainer(trainer));
  return verdicts;
}

// The specs' sandbox slows number crunching tenfold, so they run this file as a program of its own.
if (require.main === module)
  void judgeAllTrainers().then((verdicts) => process.stdout.write(JSON.stringify(verdicts)));
