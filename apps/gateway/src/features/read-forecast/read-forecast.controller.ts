import { ForecastAnswer, ForecastQuery, READ_FORECAST } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

@ApiTags('Forecasts')
@Controller('forecasts')
export class ReadForecastController {
  constructor(private readonly caller: RpcCaller) {}

  @Get(':zone')
  @ApiOperation({
    summary: 'Carbon intensity of the next hours',
    description:
      'Hourly, from the running hour on, with the band that holds the truth in eight hours of ten and the first-day error of the model, on the hours between `from` and `until`, which it had not learnt. `skipped` names the better models that could not speak, and why. Codes of refusals: UNKNOWN_REGION, NO_OBSERVATIONS, FORECAST_TOO_SHORT, FORECAST_UNAVAILABLE.',
  })
  @ApiParam({ name: 'zone', description: 'Zone id or cloud region', example: 'DE' })
  @ApiOkResponse({ type: ForecastAnswer })
  read(@Param('zone') region: string, @Query() query: ForecastQuery): Promise<ForecastAnswer> {
    return this.caller.call(READ_FORECAST, { region, ...query });
  }
}
