import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { CANCEL_CREDIT } from '@ecobe/contracts';
import type { CancelCreditRequest, CreditCancelled } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { CancelCreditUseCase } from './cancel-credit.use-case';

@Controller()
export class CancelCreditController {
  constructor(@Inject(CancelCreditUseCase) private readonly cancelCredit: CancelCreditUseCase) {}

  @MessagePattern(CANCEL_CREDIT.pattern)
  handle(@Payload() request: CancelCreditRequest, @Ctx() context: StreamsContext): Promise<CreditCancelled> {
    return this.cancelCredit.execute(request, context.requestId ?? null);
  }
}
