import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { REVERSE_RETIREMENT } from '@ecobe/contracts';
import type { RetirementReversed, ReverseRetirementRequest } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { ReverseRetirementUseCase } from './reverse-retirement.use-case';

@Controller()
export class ReverseRetirementController {
  constructor(
    @Inject(ReverseRetirementUseCase) private readonly reverseRetirement: ReverseRetirementUseCase,
  ) {}

  @MessagePattern(REVERSE_RETIREMENT.pattern)
  handle(
    @Payload() request: ReverseRetirementRequest,
    @Ctx() context: StreamsContext,
  ): Promise<RetirementReversed> {
    return this.reverseRetirement.execute(request, context.requestId ?? null);
  }
}
