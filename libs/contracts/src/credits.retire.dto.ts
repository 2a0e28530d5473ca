import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { AmountRequest, MAX_NAME, WRITTEN, WRITTEN_RULE } from './credits.amount.dto';
import { IsIsoInstant } from './iso-instant.validator';
import { ORGANIZATION_ID, ORGANIZATION_ID_RULE } from './organization-id.validator';

/** A part of a lot that is to be retired. */
export class RetirementItemRequest extends AmountRequest {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  @IsUUID()
  creditId: string;
}

const BENEFICIARY_TYPES = ['ORGANIZATION', 'PERSON'] as const;

/** On whose behalf credits are retired. */
export class Beneficiary {
  @ApiProperty({ type: String, example: 'Example Ltd' })
  @IsString()
  @Length(1, MAX_NAME)
  @Matches(WRITTEN, WRITTEN_RULE)
  name: string;

  @ApiPropertyOptional({ enum: BENEFICIARY_TYPES, default: 'ORGANIZATION' })
  @IsOptional()
  @IsIn(BENEFICIARY_TYPES)
  type?: (typeof BENEFICIARY_TYPES)[number];
}

/** Lots of one retirement. */
const MOST_LOTS = 200;
const MAX_REASON_LENGTH = 500;

/** Body of `POST /credits/retire`: either `creditIds`, each in full, or `items`. */
export class RetireCreditsRequest {
  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: MOST_LOTS,
    example: ['019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d'],
    description: 'Lots of which all that is available is retired; either this or items',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_LOTS)
  @IsUUID(undefined, { each: true })
  creditIds?: string[];

  @ApiPropertyOptional({
    type: [RetirementItemRequest],
    minItems: 1,
    maxItems: MOST_LOTS,
    description: 'Lots with the amount to be retired of each; either this or creditIds',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_LOTS)
  @ValidateNested({ each: true })
  @Type(() => RetirementItemRequest)
  items?: RetirementItemRequest[];

  @ApiProperty({ type: String, example: 'Q4 emissions offset' })
  @IsString()
  @Length(1, MAX_REASON_LENGTH)
  @Matches(WRITTEN, WRITTEN_RULE)
  reason: string;

  @ApiPropertyOptional({ type: String, example: 'wl_789', description: 'Workload that they are retired for' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  workloadRequestId?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Organisation that holds the lots; that of the lots unless told',
  })
  @IsOptional()
  @Matches(ORGANIZATION_ID, ORGANIZATION_ID_RULE)
  organizationId?: string;

  @ApiPropertyOptional({ type: Beneficiary })
  @IsOptional()
  @ValidateNested()
  @Type(() => Beneficiary)
  beneficiary?: Beneficiary;

  @ApiPropertyOptional({
    type: String,
    description: 'Start of the period that they stand beside; with periodEnd',
  })
  @IsOptional()
  @IsIsoInstant()
  periodStart?: string;

  @ApiPropertyOptional({ type: String, description: 'End of that period' })
  @IsOptional()
  @IsIsoInstant()
  periodEnd?: string;
}
