import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { PURCHASE_CREDITS } from '@ecobe/contracts';
import type { Answered, PurchaseAnswer, PurchaseCreditsRequest } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { PurchaseCreditsUseCase } from './purchase-credits.use-case';

@Controller()
export class PurchaseCreditsController {
  constructor(@Inject(PurchaseCreditsUseCase) private readonly purchaseCredits: PurchaseCreditsUseCase) {}

  @MessagePattern(PURCHASE_CREDITS.pattern)
  handle(
    @Payload() request: PurchaseCreditsRequest,
    @Ctx() context: StreamsContext,
  ): Promise<Answered<PurchaseAnswer>> {
    return this.purchaseCredits.execute(request, context);
  }
}
