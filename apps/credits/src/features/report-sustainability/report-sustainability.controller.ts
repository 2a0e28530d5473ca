import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { REPORT_SUSTAINABILITY } from '@ecobe/contracts';
import type { SustainabilityReportQuery, WrittenReport } from '@ecobe/contracts';
import { ReportSustainabilityUseCase } from './report-sustainability.use-case';

@Controller()
export class ReportSustainabilityController {
  constructor(
    @Inject(ReportSustainabilityUseCase) private readonly reportSustainability: ReportSustainabilityUseCase,
  ) {}

  @MessagePattern(REPORT_SUSTAINABILITY.pattern)
  handle(@Payload() query: SustainabilityReportQuery): Promise<WrittenReport> {
    return this.reportSustainability.execute(query);
  }
}
