import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { ROUTE_GREEN } from '@ecobe/contracts';
import type { RouteGreenAnswer, RouteGreenRequest } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { RouteGreenUseCase } from './route-green.use-case';

@Controller()
export class RouteGreenController {
  constructor(@Inject(RouteGreenUseCase) private readonly routeGreen: RouteGreenUseCase) {}

  @MessagePattern(ROUTE_GREEN.pattern)
  handle(@Payload() request: RouteGreenRequest, @Ctx() context: StreamsContext): Promise<RouteGreenAnswer> {
    return this.routeGreen.execute(request, context.idempotencyKey);
  }
}
