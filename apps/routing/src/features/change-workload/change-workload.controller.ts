import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CANCEL_WORKLOAD, COMPLETE_WORKLOAD, RETRY_WORKLOAD } from '@ecobe/contracts';
import type { CompleteWorkloadRequest, WorkloadAnswer } from '@ecobe/contracts';
import { ChangeWorkloadUseCase } from './change-workload.use-case';

@Controller()
export class ChangeWorkloadController {
  constructor(@Inject(ChangeWorkloadUseCase) private readonly changeWorkload: ChangeWorkloadUseCase) {}

  @MessagePattern(CANCEL_WORKLOAD.pattern)
  cancel(@Payload() { workloadId }: { workloadId: string }): Promise<WorkloadAnswer> {
    return this.changeWorkload.cancel(workloadId);
  }

  @MessagePattern(RETRY_WORKLOAD.pattern)
  retry(@Payload() { workloadId }: { workloadId: string }): Promise<WorkloadAnswer> {
    return this.changeWorkload.retry(workloadId);
  }

  @MessagePattern(COMPLETE_WORKLOAD.pattern)
  complete(
    @Payload() { workloadId, ...report }: CompleteWorkloadRequest & { workloadId: string },
  ): Promise<WorkloadAnswer> {
    return this.changeWorkload.complete(workloadId, report);
  }
}
