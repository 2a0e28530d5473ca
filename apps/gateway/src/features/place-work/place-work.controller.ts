import { Body, Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PLACE_WORK, PlacementAnswer, PlacementRequest } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';

@ApiTags('Where and when')
@Controller('placements')
export class PlaceWorkController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({
    summary: 'Best region and time for work, by the forecasts of now',
    description:
      'Exact over all allowed regions on quarters of an hour, beside what workloads have reserved; nothing is reserved by ' +
      'it. Emissions in gCO2eq, energy in kWh, power in kW, cost in USD. Refusals: 400 `INVALID_INPUT`, `UNKNOWN_REGION`, ' +
      '`DUPLICATE_REGION`, `NO_WEIGHT`; 422 `DEADLINE_TOO_SOON`, `NO_FEASIBLE_REGION` with every reason.',
  })
  @ApiOkResponse({ type: PlacementAnswer })
  async place(@Body() request: PlacementRequest): Promise<string> {
    const { json } = await this.services.call(PLACE_WORK, request);
    return json;
  }
}
