import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { LIST_EMISSIONS } from '@ecobe/contracts';
import type { EmissionsAnswer, EmissionsQuery } from '@ecobe/contracts';
import { ListEmissionsUseCase } from './list-emissions.use-case';

@Controller()
export class ListEmissionsController {
  constructor(@Inject(ListEmissionsUseCase) private readonly listEmissions: ListEmissionsUseCase) {}

  @MessagePattern(LIST_EMISSIONS.pattern)
  handle(@Payload() query: EmissionsQuery): Promise<EmissionsAnswer> {
    return this.listEmissions.execute(query);
  }
}
