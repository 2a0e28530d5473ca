import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { MAX_NAME } from './credits.amount.dto';
import { IsIsoInstant } from './iso-instant.validator';
import { OrganizationId } from './organization-id.validator';

export const EMISSION_GROUPS = ['hour', 'day', 'month', 'zone', 'workloadType', 'workload', 'none'] as const;
export type EmissionGroup = (typeof EMISSION_GROUPS)[number];

/** Query of `GET /emissions`. */
export class EmissionsQuery {
  @OrganizationId()
  organizationId: string;

  @ApiProperty({
    type: String,
    example: '2026-01-01T00:00:00Z',
    description: 'Hours that start from then on',
  })
  @IsIsoInstant()
  from: string;

  @ApiProperty({ type: String, example: '2026-04-01T00:00:00Z', description: 'And before then' })
  @IsIsoInstant()
  to: string;

  @ApiPropertyOptional({
    enum: EMISSION_GROUPS,
    default: 'none',
    description: 'One figure for each; hours, days and months in UTC',
  })
  @IsOptional()
  @IsIn(EMISSION_GROUPS)
  groupBy: EmissionGroup = 'none';

  @ApiPropertyOptional({ type: String, description: 'Of one zone only' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  zone?: string;

  @ApiPropertyOptional({ type: String, description: 'Of one type of workload only' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  workloadType?: string;
}
