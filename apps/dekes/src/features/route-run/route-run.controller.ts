import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { ROUTE_RUN } from '@ecobe/contracts';
import type { RouteRunRequest, RouteRunAnswer } from '@ecobe/contracts';
import type { StreamsContext } from '@ecobe/messaging';
import { RouteRunUseCase } from './route-run.use-case';

@Controller()
export class RouteRunController {
  constructor(@Inject(RouteRunUseCase) private readonly useCase: RouteRunUseCase) {}

  @MessagePattern(ROUTE_RUN.pattern)
  handle(@Payload() request: RouteRunRequest, @Ctx() context: StreamsContext): Promise<RouteRunAnswer> {
    return this.useCase.execute(request, context.idempotencyKey);
  }
}
