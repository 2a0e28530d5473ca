import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { LIST_WORKLOADS, READ_WORKLOAD } from '@ecobe/contracts';
import type { WorkloadAnswer, WorkloadPage, WorkloadsQuery } from '@ecobe/contracts';
import { ReadWorkloadsUseCase } from './read-workloads.use-case';

@Controller()
export class ReadWorkloadsController {
  constructor(@Inject(ReadWorkloadsUseCase) private readonly readWorkloads: ReadWorkloadsUseCase) {}

  @MessagePattern(READ_WORKLOAD.pattern)
  one(@Payload() { workloadId }: { workloadId: string }): Promise<WorkloadAnswer> {
    return this.readWorkloads.one(workloadId);
  }

  @MessagePattern(LIST_WORKLOADS.pattern)
  list(@Payload() query: WorkloadsQuery): Promise<WorkloadPage> {
    return this.readWorkloads.list(query);
  }
}
