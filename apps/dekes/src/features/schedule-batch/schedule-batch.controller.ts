import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { SCHEDULE_BATCH } from '@ecobe/contracts';
import type { ScheduleBatchRequest, BatchAnswer } from '@ecobe/contracts';
import type { StreamsContext } from '@ecobe/messaging';
import { ScheduleBatchUseCase } from './schedule-batch.use-case';

@Controller()
export class ScheduleBatchController {
  constructor(@Inject(ScheduleBatchUseCase) private readonly useCase: ScheduleBatchUseCase) {}

  @MessagePattern(SCHEDULE_BATCH.pattern)
  handle(@Payload() request: ScheduleBatchRequest, @Ctx() context: StreamsContext): Promise<BatchAnswer> {
    return this.useCase.execute(request, context.idempotencyKey);
  }
}
