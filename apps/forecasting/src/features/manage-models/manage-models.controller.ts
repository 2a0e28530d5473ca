import { seriesId, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { LIST_MODELS, ROLLBACK_MODEL, TRAIN_MODEL } from '@ecobe/contracts';
import type {
  ForecastModelsAnswer,
  ForecastModelsRequest,
  ModelRolledBack,
  RollbackModelRequest,
  TrainingQueued,
} from '@ecobe/contracts';
import { JobQueues } from '@ecobe/messaging';
import { CLOCK } from '@ecobe/platform';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ForecastSupply } from '../read-forecast/forecast-supply';
import { queueTraining } from '../train-model/train-queue';
import { ListModelsUseCase } from './list-models.use-case';
import { RollbackModelUseCase } from './rollback-model.use-case';

@Controller()
export class ManageModelsController {
  constructor(
    private readonly listModels: ListModelsUseCase,
    private readonly rollbackModel: RollbackModelUseCase,
    private readonly supply: ForecastSupply,
    private readonly queues: JobQueues,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @MessagePattern(LIST_MODELS.pattern)
  list(@Payload() request: ForecastModelsRequest): Promise<ForecastModelsAnswer> {
    return this.listModels.list(request);
  }

  @MessagePattern(ROLLBACK_MODEL.pattern)
  rollBack(@Payload() request: RollbackModelRequest): Promise<ModelRolledBack> {
    return this.rollbackModel.rollBack(request);
  }

  @MessagePattern(TRAIN_MODEL.pattern)
  async train(@Payload() { region, basis }: ForecastModelsRequest): Promise<TrainingQueued> {
    const askedAt = toIso(this.clock.nowMs());
    const queueLength = await queueTraining(this.queues, {
      seriesId: seriesId(this.supply.seriesOf(region, basis)),
      reason: 'asked',
    });
    return { askedAt, queueLength };
  }
}
