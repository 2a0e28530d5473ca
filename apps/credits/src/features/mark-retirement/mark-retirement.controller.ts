import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { MARK_RETIREMENT } from '@ecobe/contracts';
import type { MarkRetirementRequest, RetirementMarked } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { MarkRetirementUseCase } from './mark-retirement.use-case';

@Controller()
export class MarkRetirementController {
  constructor(@Inject(MarkRetirementUseCase) private readonly markRetirement: MarkRetirementUseCase) {}

  @MessagePattern(MARK_RETIREMENT.pattern)
  handle(
    @Payload() request: MarkRetirementRequest,
    @Ctx() context: StreamsContext,
  ): Promise<RetirementMarked> {
    return this.markRetirement.execute(request, context.requestId ?? null);
  }
}
