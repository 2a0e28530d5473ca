import { AccuracyQuery, ForecastAccuracyAnswer, READ_ACCURACY } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

@ApiTags('Forecasts')
@Controller('forecasts')
export class ReadAccuracyController {
  constructor(private readonly caller: RpcCaller) {}

  @Get(':zone/accuracy')
  @ApiOperation({
    summary: 'How good the forecasts of a zone turned out',
    description:
      'By lead time, beside the seasonal naive (the newest known value of the same hour of day) on the same hours. Only forecasts that were really issued count, the first of each hour, each hour judged by the newest known truth; nothing is re-enacted on past data, so a zone without issued forecasts has nulls with the reason. Codes of refusals: UNKNOWN_REGION.',
  })
  @ApiParam({ name: 'zone', description: 'Zone id or cloud region', example: 'DE' })
  @ApiOkResponse({ type: ForecastAccuracyAnswer })
  read(@Param('zone') region: string, @Query() query: AccuracyQuery): Promise<ForecastAccuracyAnswer> {
    return this.caller.call(READ_ACCURACY, { region, ...query });
  }
}
