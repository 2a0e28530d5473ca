import { ApiProperty } from '@nestjs/swagger';
import { ReportCredits, ReportRecord, ReportRestatements } from './reports.credits.answer';
import {
  ReportBoundary,
  ReportDataQuality,
  ReportEmissions,
  ReportEnergy,
  ReportFactor,
  ReportPeriod,
} from './reports.figures.answer';
import { ReportAvoided, ReportSci } from './reports.workloads.answer';

/** All that a report says. */
export class SustainabilityReportContent {
  @ApiProperty({ enum: ['ecobe.sustainability-report/2'] })
  schema: 'ecobe.sustainability-report/2';
  @ApiProperty({ type: [String], description: 'What a reader must know first' })
  notices: string[];
  @ApiProperty({ description: 'Whether any figure rests on simulated intensities' })
  isSimulated: boolean;
  @ApiProperty({ example: 'org_123' })
  organizationId: string;
  @ApiProperty({ type: ReportPeriod })
  period: ReportPeriod;
  @ApiProperty({ type: ReportBoundary })
  boundary: ReportBoundary;
  @ApiProperty({ type: ReportEnergy })
  energy: ReportEnergy;
  @ApiProperty({ type: ReportEmissions })
  emissions: ReportEmissions;
  @ApiProperty({ type: ReportDataQuality })
  dataQuality: ReportDataQuality;
  @ApiProperty({ type: [ReportFactor], description: 'At most 1,000; what is left out stands in notices' })
  factors: ReportFactor[];
  @ApiProperty({ type: ReportSci })
  sci: ReportSci;
  @ApiProperty({ type: ReportAvoided })
  avoided: ReportAvoided;
  @ApiProperty({ type: ReportCredits })
  credits: ReportCredits;
  @ApiProperty({ type: ReportRestatements })
  restatements: ReportRestatements;
  @ApiProperty({ type: [String], description: 'How figures are rounded' })
  rounding: string[];
  @ApiProperty({ type: ReportRecord })
  record: ReportRecord;
}

/** Answer of `GET /reports/sustainability`: canonical JSON (RFC 8785), the same bytes from one release as long as nothing more is recorded and its period does not end. */
export class SustainabilityReport {
  @ApiProperty({ type: SustainabilityReportContent })
  content: SustainabilityReportContent;
  @ApiProperty({ description: 'SHA-256 of the canonical JSON of `content`, in hexadecimal' })
  sha256: string;
}
