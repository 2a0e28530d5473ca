import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { REPORT_CARBON } from '@ecobe/contracts';
import type { DekesReceipt, ReportCarbonRequest } from '@ecobe/contracts';
import { ReportCarbonUseCase } from './report-carbon.use-case';

@Controller()
export class ReportCarbonController {
  constructor(@Inject(ReportCarbonUseCase) private readonly useCase: ReportCarbonUseCase) {}

  @MessagePattern(REPORT_CARBON.pattern)
  handle(@Payload() request: ReportCarbonRequest): Promise<DekesReceipt> {
    return this.useCase.execute(request);
  }
}
