import { FIND_WINDOW, OptimalWindowAnswer, OptimalWindowQuery } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

@ApiTags('Forecasts')
@Controller('forecasts')
export class FindWindowController {
  constructor(private readonly caller: RpcCaller) {}

  @Get(':zone/optimal-window')
  @ApiOperation({
    summary: 'When to run for the least carbon intensity',
    description:
      'The best start between now and the end of the look-ahead, at any instant, with partial hours weighted; compared with a start right now. Codes of refusals: those of the forecast, WINDOW_EXCEEDS_LOOK_AHEAD, FORECAST_TOO_SHORT.',
  })
  @ApiParam({ name: 'zone', description: 'Zone id or cloud region', example: 'DE' })
  @ApiOkResponse({ type: OptimalWindowAnswer })
  find(@Param('zone') region: string, @Query() query: OptimalWindowQuery): Promise<OptimalWindowAnswer> {
    return this.caller.call(FIND_WINDOW, { region, ...query });
  }
}
