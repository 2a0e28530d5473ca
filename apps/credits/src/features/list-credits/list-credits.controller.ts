import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { LIST_CREDITS, READ_CREDIT } from '@ecobe/contracts';
import type { CreditAnswer, CreditPage, CreditsQuery, OrganizationQuery } from '@ecobe/contracts';
import { ListCreditsUseCase } from './list-credits.use-case';

@Controller()
export class ListCreditsController {
  constructor(@Inject(ListCreditsUseCase) private readonly listCredits: ListCreditsUseCase) {}

  @MessagePattern(READ_CREDIT.pattern)
  one(@Payload() request: OrganizationQuery & { creditId: string }): Promise<CreditAnswer> {
    return this.listCredits.one(request.organizationId, request.creditId);
  }

  @MessagePattern(LIST_CREDITS.pattern)
  list(@Payload() query: CreditsQuery): Promise<CreditPage> {
    return this.listCredits.list(query);
  }
}
