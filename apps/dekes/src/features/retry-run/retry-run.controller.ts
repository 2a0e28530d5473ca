import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { RETRY_RUN } from '@ecobe/contracts';
import type { DekesReceipt } from '@ecobe/contracts';
import { RetryRunUseCase } from './retry-run.use-case';

@Controller()
export class RetryRunController {
  constructor(@Inject(RetryRunUseCase) private readonly useCase: RetryRunUseCase) {}

  @MessagePattern(RETRY_RUN.pattern)
  handle(@Payload() { decisionId }: { decisionId: string }): Promise<DekesReceipt> {
    return this.useCase.execute(decisionId);
  }
}
