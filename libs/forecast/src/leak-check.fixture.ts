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
  /** Name of the model that was looked at, which tells its members. */
  readonly model: string;
  /** Of the first forecast: a model that refuses would leak nothing, and prove nothing. */
  readonly refusal: string | null;
  readonly leaks: readonly string[];
}

/** A grid, the end of a training on it, and issue times at 00, 01, 07, 13 and 23 UTC of different days after that. */
const learningOf = (trainedHours: number) => ({
  grid: syntheticGrid(trainedHours + 11 * 24, 7, 4),
  endMs: atHour(trainedHours),
  issueTimesMs: [0, 24 + 1, 48 + 7, 96 + 13, 144 + 23].map((hour) => atHour(trainedHours + hour)),
});
type Learning = ReturnType<typeof learningOf>;

const TRAINED_HOURS = 45 * 24;
export const BRIEF = learningOf(TRAINED_HOURS);
/** Long enough for trees, which the models that serve have. */
const LONG = learningOf(215 * 24);

async function judge(
  trainer: Learner,
  { grid, endMs, issueTimesMs }: Learning,
  open: () => Promise<ForecastModel | ModelRefusal>,
): Promise<TrainerVerdict> {
  const model = await open();
  if ('kind' in model) return { name: trainer.name, model: '', refusal: model.reason, leaks: [] };
  const request = { ...grid, issuedAtMs: endMs, horizonHours: 96, quantileLevels: [] };
  const first = model.predict(request);
  const leaks = [
    ...leaksOfModel(model, grid, issueTimesMs),
    ...(await leaksOfTraining(trainer, grid, endMs)),
  ];
  const refusal = first.kind === 'refused' ? first.reason : null;
  return { name: trainer.name, model: model.name, refusal, leaks };
}

const judgeTrainer = (trainer: ModelTrainer) =>
  judge(trainer, LONG, async () => {
    const fit = await trainer.train({ ...LONG.grid, untilMs: LONG.endMs });
    return fit.kind === 'refused' ? fit : trainer.open(fit);
  });

const judgePointTrainer = (trainer: PointTrainer) =>
  judge(trainer, BRIEF, async () => {
    const fit = await trainer.train({ ...BRIEF.grid, untilMs: BRIEF.endMs });
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
