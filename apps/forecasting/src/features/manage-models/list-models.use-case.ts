import { toIso } from '@ecobe/carbon';
import type {
  ForecastModelAnswer,
  ForecastModelsAnswer,
  ForecastModelsRequest,
  TrainingAnswer,
} from '@ecobe/contracts';
import type { HeldOutScore } from '@ecobe/forecast';
import type { ModelRegistry } from '../../ports/model-registry';
import type { Training, TrainingLog } from '../../ports/training-log';
import type { TrainedModel } from '../../ports/trained-model';
import type { ForecastSupply } from '../read-forecast/forecast-supply';

const MAX_LISTED = 50;

/** Tells which models a series has and had, and what came of its newest training. */
export class ListModelsUseCase {
  constructor(
    private readonly supply: Pick<ForecastSupply, 'seriesOf'>,
    private readonly registry: Pick<ModelRegistry, 'list'>,
    private readonly log: Pick<TrainingLog, 'newest'>,
  ) {}

  /** @throws ProblemError 400 `UNKNOWN_REGION` */
  async list({ region, basis }: ForecastModelsRequest): Promise<ForecastModelsAnswer> {
    const key = this.supply.seriesOf(region, basis);
    // In this order: a training that is told as promoted has its model in the list.
    const training = await this.log.newest(key);
    const models = await this.registry.list(key);
    return {
      region,
      ...key,
      models: models.slice(0, MAX_LISTED).map(told),
      training: training === null ? null : toldTraining(training),
    };
  }
}

const told = (model: TrainedModel): ForecastModelAnswer => ({
  id: model.id,
  trainer: model.trainer,
  status: model.status,
  statusReason: model.statusReason,
  kind: model.kind,
  reason: model.reason,
  trainedAt: toIso(model.trainedAtMs),
  learntFrom: toIso(model.spanFromMs),
  learntUntil: toIso(model.spanUntilMs),
  features: [...model.features],
  heldOutFrom: toIso(model.metrics.fromMs),
  heldOutUntil: toIso(model.metrics.untilMs),
  heldOutForecastCount: model.metrics.originCount,
  heldOutDays: heldOutDays(model),
  replacedById: model.replacedById,
  promotedAt: model.promotedAtMs === null ? null : toIso(model.promotedAtMs),
  canServeAgain: model.hasFit,
});

function heldOutDays({ metrics: { model, baselines } }: TrainedModel): ForecastModelAnswer['heldOutDays'] {
  const mapeOf = (prefix: string, index: number): number | null => {
    const baseline: HeldOutScore | undefined = baselines.find((one) => one.model.startsWith(prefix));
    return rounded(baseline?.days[index]?.mapePercent ?? null);
  };
  return model.days.map((day, index) => ({
    day: index + 1,
    mapePercent: rounded(day.mapePercent),
    profileMapePercent: mapeOf('profile-', index),
    seasonalNaiveMapePercent: mapeOf('seasonal-naive', index),
    maeGPerKwh: rounded(day.maeGPerKwh),
    coverage80Percent: rounded(day.coverage80Percent),
    hourCount: day.hourCount,
  }));
}

const toldTraining = (training: Training): TrainingAnswer => ({
  state: training.state,
  reason: training.reason,
  startedAt: toIso(training.startedAtMs),
  endedAt: training.endedAtMs === null ? null : toIso(training.endedAtMs),
  shareDone: training.shareDone,
  knownHours: training.knownHours,
  detail: training.detail,
});

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;
