import { Body, Controller, Header, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ROUTE_GREEN, RouteGreenAnswer, RouteGreenRequest } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { currentRequestId } from '@ecobe/platform';
import { idempotencyKeyOf } from './idempotency-key';

@ApiTags('Green routing')
@Controller('route/green')
export class RouteGreenController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({
    summary: 'Best region for a workload, by carbon, latency and cost',
    description:
      'The score is a weighted mean of utilities on fixed scales: another candidate never changes it. ' +
      'The decision is recorded with everything it rests on before it is answered. ' +
      'Refusals: 400 `INVALID_INPUT`, `UNKNOWN_REGION`, `DUPLICATE_REGION`, `NO_WEIGHT`; ' +
      '422 `IDEMPOTENCY_KEY_REUSED`, `NO_ELIGIBLE_REGION` with every reason; 503 `STORE_AWAY`, `SERVICE_UNAVAILABLE`.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Repeating a request under its key gives the stored answer; 1 to 200 visible ASCII characters',
  })
  @ApiOkResponse({ type: RouteGreenAnswer })
  async route(
    @Body() request: RouteGreenRequest,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<string> {
    const { json } = await this.services.call(ROUTE_GREEN, request, {
      idempotencyKey: idempotencyKeyOf(key),
      requestId: currentRequestId(),
    });
    return json;
  }
}
