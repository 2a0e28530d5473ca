import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { OPTIMIZE_QUERY } from '@ecobe/contracts';
import type { OptimizeQueryRequest, OptimizeQueryAnswer } from '@ecobe/contracts';
import type { StreamsContext } from '@ecobe/messaging';
import { OptimizeQueryUseCase } from './optimize-query.use-case';

@Controller()
export class OptimizeQueryController {
  constructor(@Inject(OptimizeQueryUseCase) private readonly useCase: OptimizeQueryUseCase) {}

  @MessagePattern(OPTIMIZE_QUERY.pattern)
  handle(
    @Payload() request: OptimizeQueryRequest,
    @Ctx() context: StreamsContext,
  ): Promise<OptimizeQueryAnswer> {
    return this.useCase.execute(request, context.idempotencyKey);
  }
}
