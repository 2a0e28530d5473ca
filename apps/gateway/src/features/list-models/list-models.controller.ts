import { ForecastModelsAnswer, IntensityQuery, LIST_MODELS } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';

@ApiTags('Forecasts')
@Controller('forecasts')
export class ListModelsController {
  constructor(private readonly caller: RpcCaller) {}

  @Get(':zone/models')
  @ApiOperation({
    summary: 'Which models forecast a zone',
    description:
      'Every trained model with the hours it learnt from, its skill on 28 days it had not seen beside the profile and the seasonal naive, and why it serves or not. Without one that serves, the 7-day profile does. Codes of refusals: UNKNOWN_REGION.',
  })
  @ApiParam({ name: 'zone', description: 'Zone id or cloud region', example: 'DE' })
  @ApiOkResponse({ type: ForecastModelsAnswer })
  list(@Param('zone') region: string, @Query() query: IntensityQuery): Promise<ForecastModelsAnswer> {
    return this.caller.call(LIST_MODELS, { region, ...query });
  }
}
