import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  END_OFFSET_POLICY,
  OffsetPolicyAnswer,
  OffsetPolicyRequest,
  OrganizationPath,
  READ_OFFSET_POLICY,
  SET_OFFSET_POLICY,
} from '@ecobe/contracts';
import { RpcCaller } from '@ecobe/messaging';

@ApiTags('Credits')
@Controller('credits/offset-policies')
export class OffsetPoliciesController {
  constructor(@Inject(RpcCaller) private readonly services: RpcCaller) {}

  @Put(':organizationId')
  @ApiOperation({
    summary: 'Have credits retired by themselves, every hour',
    description:
      'Up to a share of the logged emissions, from lots of your choice, up to a cap for each month; or only told by an event ' +
      'and `lastRun`; `lastFailure` says why a round failed. Refusal: 400 `INVALID_INPUT`.',
  })
  @ApiOkResponse({ type: OffsetPolicyAnswer })
  set(
    @Param() { organizationId }: OrganizationPath,
    @Body() request: OffsetPolicyRequest,
  ): Promise<OffsetPolicyAnswer> {
    return this.services.call(SET_OFFSET_POLICY, { organizationId, ...request });
  }

  @Get(':organizationId')
  @ApiOperation({
    summary: 'The policy of an organisation, and what its last round did',
    description: 'Refusals: 400 `INVALID_INPUT`, 404 `OFFSET_POLICY_NOT_FOUND`.',
  })
  @ApiOkResponse({ type: OffsetPolicyAnswer })
  read(@Param() { organizationId }: OrganizationPath): Promise<OffsetPolicyAnswer> {
    return this.services.call(READ_OFFSET_POLICY, { organizationId });
  }

  @Delete(':organizationId')
  @ApiOperation({
    summary: 'End a policy; what it retired stays retired',
    description: 'Refusals: 400 `INVALID_INPUT`, 404 `OFFSET_POLICY_NOT_FOUND`.',
  })
  @ApiOkResponse({ type: OffsetPolicyAnswer })
  end(@Param() { organizationId }: OrganizationPath): Promise<OffsetPolicyAnswer> {
    return this.services.call(END_OFFSET_POLICY, { organizationId });
  }
}
