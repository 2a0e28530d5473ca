import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { ACCEPT_WORKLOADS } from '@ecobe/contracts';
import type { WorkloadBatchRequest, WorkloadsAccepted } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { AcceptWorkloadsUseCase } from './accept-workloads.use-case';

@Controller()
export class AcceptWorkloadsController {
  constructor(@Inject(AcceptWorkloadsUseCase) private readonly acceptWorkloads: AcceptWorkloadsUseCase) {}

  @MessagePattern(ACCEPT_WORKLOADS.pattern)
  handle(@Payload() batch: WorkloadBatchRequest, @Ctx() context: StreamsContext): Promise<WorkloadsAccepted> {
    return this.acceptWorkloads.execute(batch, context.idempotencyKey);
  }
}
