import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { LIST_DEKES_WORKLOADS } from '@ecobe/contracts';
import type { DekesWorkloadPage } from '@ecobe/contracts';
import { ListWorkloadsUseCase } from './list-workloads.use-case';

@Controller()
export class ListWorkloadsController {
  constructor(@Inject(ListWorkloadsUseCase) private readonly useCase: ListWorkloadsUseCase) {}

  @MessagePattern(LIST_DEKES_WORKLOADS.pattern)
  handle(@Payload() page: { cursor?: string; limit: number }): Promise<DekesWorkloadPage> {
    return this.useCase.execute(page);
  }
}
