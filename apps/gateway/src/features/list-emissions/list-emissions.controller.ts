import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EmissionsAnswer, EmissionsQuery, LIST_EMISSIONS } from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';

@ApiTags('Emissions')
@Controller('emissions')
export class ListEmissionsController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Get()
  @ApiOperation({
    summary: 'Emissions of an organisation in a period, from the log of what really ran',
    description:
      'Location-based, gCO2eq; average and marginal intensity apart. Credits never change these figures. ' +
      'Refusals: 400 `INVALID_INPUT`, `INVERTED_WINDOW`.',
  })
  @ApiOkResponse({ type: EmissionsAnswer })
  list(@Query() query: EmissionsQuery): Promise<EmissionsAnswer> {
    return this.services.call(LIST_EMISSIONS, query);
  }
}
