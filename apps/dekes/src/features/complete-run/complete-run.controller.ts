import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { COMPLETE_RUN } from '@ecobe/contracts';
import type { CompleteRunRequest, DekesReceipt } from '@ecobe/contracts';
import { CompleteRunUseCase } from './complete-run.use-case';

@Controller()
export class CompleteRunController {
  constructor(@Inject(CompleteRunUseCase) private readonly useCase: CompleteRunUseCase) {}

  @MessagePattern(COMPLETE_RUN.pattern)
  handle(@Payload() request: CompleteRunRequest): Promise<DekesReceipt> {
    return this.useCase.execute(request);
  }
}
