import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { HOLD_CREDIT } from '@ecobe/contracts';
import type { HoldCreditRequest, CreditHeld } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { HoldCreditUseCase } from './hold-credit.use-case';

@Controller()
export class HoldCreditController {
  constructor(@Inject(HoldCreditUseCase) private readonly holdCredit: HoldCreditUseCase) {}

  @MessagePattern(HOLD_CREDIT.pattern)
  handle(@Payload() request: HoldCreditRequest, @Ctx() context: StreamsContext): Promise<CreditHeld> {
    return this.holdCredit.execute(request, context.requestId ?? null);
  }
}
