import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { END_OFFSET_POLICY, READ_OFFSET_POLICY, SET_OFFSET_POLICY } from '@ecobe/contracts';
import type { OffsetPolicyAnswer, OffsetPolicyRequest, OrganizationQuery } from '@ecobe/contracts';
import { SetOffsetPolicyUseCase } from './set-offset-policy.use-case';

@Controller()
export class SetOffsetPolicyController {
  constructor(@Inject(SetOffsetPolicyUseCase) private readonly setOffsetPolicy: SetOffsetPolicyUseCase) {}

  @MessagePattern(SET_OFFSET_POLICY.pattern)
  set(
    @Payload() { organizationId, ...request }: OffsetPolicyRequest & OrganizationQuery,
  ): Promise<OffsetPolicyAnswer> {
    return this.setOffsetPolicy.set(organizationId, request);
  }

  @MessagePattern(READ_OFFSET_POLICY.pattern)
  one(@Payload() { organizationId }: OrganizationQuery): Promise<OffsetPolicyAnswer> {
    return this.setOffsetPolicy.one(organizationId);
  }

  @MessagePattern(END_OFFSET_POLICY.pattern)
  end(@Payload() { organizationId }: OrganizationQuery): Promise<OffsetPolicyAnswer> {
    return this.setOffsetPolicy.end(organizationId);
  }
}
