import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { READ_BALANCE } from '@ecobe/contracts';
import type { BalanceAnswer, OrganizationQuery } from '@ecobe/contracts';
import { ReadBalanceUseCase } from './read-balance.use-case';

@Controller()
export class ReadBalanceController {
  constructor(@Inject(ReadBalanceUseCase) private readonly readBalance: ReadBalanceUseCase) {}

  @MessagePattern(READ_BALANCE.pattern)
  handle(@Payload() { organizationId }: OrganizationQuery): Promise<BalanceAnswer> {
    return this.readBalance.execute(organizationId);
  }
}
