import { Body, Controller, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AUTO_OFFSET, AutoOffsetAnswer, AutoOffsetRequest } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { SETTINGS } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { IdempotencyKeyHeader, callOptions, tellReplay } from './repeatable';
import type { Reply } from './repeatable';

@ApiTags('Credits')
@Controller('credits')
export class AutoOffsetController {
  constructor(
    @Inject(RpcCaller) private readonly services: RpcCaller,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('auto-offset')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Retire exactly what a share of the emissions still needs',
    description:
      'Lots that expire first, then of the oldest vintage; of the last one only what is needed. Repeated, it retires nothing. ' +
      'Refusals: 400 `INVALID_INPUT`; 409 `INSUFFICIENT_CREDITS` with `shortfallCO2`, `TOO_MANY_LOTS` with `postponedCO2` ' +
      '(with `allowPartial`, the first 1,000 lots are taken), `IDEMPOTENCY_KEY_IN_USE`; 422 `IDEMPOTENCY_KEY_REUSED`; 503 ' +
      '`LEDGER_BUSY`, `STORE_AWAY`, `SERVICE_UNAVAILABLE`.',
  })
  @IdempotencyKeyHeader()
  @ApiOkResponse({ type: AutoOffsetAnswer })
  async autoOffset(
    @Body() request: AutoOffsetRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AutoOffsetAnswer> {
    const { answer, isReplayed } = await this.services.call(
      AUTO_OFFSET,
      request,
      callOptions(key, this.settings, request),
    );
    tellReplay(reply, isReplayed);
    return answer;
  }
}
