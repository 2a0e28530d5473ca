import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { SUMMARISE_SAVINGS } from '@ecobe/contracts';
import type { SavingsAndZones, SummaryQuery } from '@ecobe/contracts';
import { SummariseSavingsUseCase } from './summarise-savings.use-case';

@Controller()
export class SummariseSavingsController {
  constructor(@Inject(SummariseSavingsUseCase) private readonly summarise: SummariseSavingsUseCase) {}

  @MessagePattern(SUMMARISE_SAVINGS.pattern)
  handle(@Payload() query: SummaryQuery): Promise<SavingsAndZones> {
    return this.summarise.execute(query);
  }
}
