import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { ROUTE_GREEN } from '@ecobe/contracts';
import type { RouteGreenRequest, RouteGreenText } from '@ecobe/contracts';
import { StreamsContext } from '@ecobe/messaging';
import { RouteGreenUseCase } from './route-green.use-case';

@Controller()
export class RouteGreenController {
  constructor(@Inject(RouteGreenUseCase) private readonly routeGreen: RouteGreenUseCase) {}

  @MessagePattern(ROUTE_GREEN.pattern)
  async handle(
    @Payload() request: RouteGreenRequest,
    @Ctx() context: StreamsContext,
  ): Promise<RouteGreenText> {
    return { json: await this.routeGreen.execute(request, context.idempotencyKey) };
  }
}
