import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { RETIRE_CREDITS } from '@ecobe/contracts';
import type { Answered, RetireCreditsRequest, RetirementAnswer } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { RetireCreditsUseCase } from './retire-credits.use-case';

@Controller()
export class RetireCreditsController {
  constructor(@Inject(RetireCreditsUseCase) private readonly retireCredits: RetireCreditsUseCase) {}

  @MessagePattern(RETIRE_CREDITS.pattern)
  handle(
    @Payload() request: RetireCreditsRequest,
    @Ctx() context: StreamsContext,
  ): Promise<Answered<RetirementAnswer>> {
    return this.retireCredits.execute(request, context);
  }
}
