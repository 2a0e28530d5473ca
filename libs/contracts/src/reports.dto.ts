import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { IsIsoInstant } from './iso-instant.validator';
import { OrganizationId } from './organization-id.validator';

const REPORT_FORMATS = ['json', 'csv', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const PERIOD = /^(19|20|21)\d{2}(-(0[1-9]|1[0-2])|-Q[1-4])?$/;

/** Query of `GET /reports/sustainability`. */
export class SustainabilityReportQuery {
  @OrganizationId()
  organizationId: string;

  @ApiPropertyOptional({
    type: String,
    example: '2026-Q1',
    description: 'A year, quarter or month in UTC: 2026, 2026-Q1, 2026-02; or from and to',
  })
  @IsOptional()
  @Matches(PERIOD, { message: '$property must be a year, quarter or month: 2026, 2026-Q1 or 2026-02' })
  period?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Start of an hour, 2026-01-01T00:00:00Z; with to, without period',
  })
  @IsOptional()
  @IsIsoInstant()
  from?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Start of the first hour after the period, at most 366 days later',
  })
  @IsOptional()
  @IsIsoInstant()
  to?: string;

  @ApiPropertyOptional({
    enum: REPORT_FORMATS,
    default: 'json',
    description: 'JSON is the record; CSV and HTML show the same',
  })
  @IsOptional()
  @IsIn(REPORT_FORMATS)
  format: ReportFormat = 'json';
}
