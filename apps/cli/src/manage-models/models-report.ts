import type { ForecastModelAnswer, ForecastModelsAnswer, TrainingAnswer } from '@ecobe/contracts';

const day = (instant: string): string => instant.slice(0, 10);
const minute = (instant: string): string => `${instant.slice(0, 16)}Z`;
const percent = (value: number | null): string => (value === null ? '-' : value.toFixed(2));
const MAX_SHOWN_FEATURES = 8;

/** The models of a series for people, newest first, and what came of its newest training. */
export function modelsReport({ zone, signal, basis, models, training }: ForecastModelsAnswer): string[] {
  const serving = models.find(({ status }) => status === 'serving');
  const served = serving === undefined ? 'the 7-day profile' : `model ${serving.id} (${serving.trainer})`;
  return [
    `${zone} ${signal} ${basis}: forecasts are made by ${served}.`,
    ...models.flatMap(modelLines),
    ...(models.length === 0 ? ['No model was trained.'] : []),
    training === null ? 'Never trained.' : `Newest training: ${trainingLine(training)}`,
  ];
}

function modelLines(model: ForecastModelAnswer): string[] {
  const { id, trainer, status, statusReason, replacedById, learntFrom, learntUntil, kind } = model;
  const replaced = replacedById === null ? '' : ` by ${replacedById}`;
  const kept = model.canServeAgain ? '' : ', fit not kept';
  const features = model.features.slice(0, MAX_SHOWN_FEATURES).join(', ');
  const more = model.features.length - MAX_SHOWN_FEATURES;
  return [
    `${String(id).padStart(5)}  ${status}${replaced}  ${trainer}, ${model.reason} ${minute(model.trainedAt)}${kept}`,
    `       learnt from ${kind} hours ${day(learntFrom)} to ${minute(learntUntil)}: ${features}${more > 0 ? ` and ${more} more` : ''}`,
    `       ${statusReason}`,
    ...model.heldOutDays.map(
      (held) =>
        `       day ${held.day}: MAPE ${percent(held.mapePercent)} % (profile ${percent(held.profileMapePercent)}, seasonal naive ${percent(held.seasonalNaiveMapePercent)}), p10-p90 holds ${percent(held.coverage80Percent)} %, ${held.hourCount} h`,
    ),
  ];
}

/** What came of a training, or how far it is. */
/** How long the queue is that a training was put into. */
export const queueWords = (queueLength: number): string =>
  queueLength <= 1
    ? 'no other training waits'
    : `${queueLength - 1} other trainings wait or run; this one comes next, after what runs`;

export function trainingLine({
  state,
  reason,
  startedAt,
  shareDone,
  knownHours,
  detail,
}: TrainingAnswer): string {
  const hours = knownHours === null ? '' : `, ${knownHours} known hours`;
  const outcome = state === 'running' ? `running, ${Math.round(shareDone * 100)} %` : state;
  return `${outcome} (${reason}, ${minute(startedAt)}${hours})${detail === null ? '' : `: ${detail}`}`;
}
