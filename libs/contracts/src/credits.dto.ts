import { LOT_STATUSES } from '@ecobe/ledger';
import type { LotStatus } from '@ecobe/ledger';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MAX_NAME, MITIGATIONS, REGISTRIES } from './credits.amount.dto';
import type { Mitigation, Registry } from './credits.amount.dto';
import { PageQuery } from './ingestion.dto';
import { OrganizationId } from './organization-id.validator';

/** Query that names the organisation. */
export class OrganizationQuery {
  @OrganizationId()
  organizationId: string;
}

/** Query of `GET /credits`. */
export class CreditsQuery extends PageQuery {
  @OrganizationId()
  organizationId: string;

  @ApiPropertyOptional({ enum: LOT_STATUSES })
  @IsOptional()
  @IsIn(LOT_STATUSES)
  status?: LotStatus;

  @ApiPropertyOptional({ enum: REGISTRIES })
  @IsOptional()
  @IsIn(REGISTRIES)
  registry?: Registry;

  @ApiPropertyOptional({ enum: MITIGATIONS })
  @IsOptional()
  @IsIn(MITIGATIONS)
  mitigation?: Mitigation;

  @ApiPropertyOptional({ type: String, description: 'Year of which a part is in the vintage: 2021' })
  @IsOptional()
  @Matches(/^(19|20|21)\d{2}$/, { message: '$property must be a year such as 2021' })
  vintage?: string;
}

/** Path of one lot. */
export class CreditId {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  @IsUUID()
  creditId: string;
}

/** Path of one organisation. */
export class OrganizationPath {
  @OrganizationId()
  organizationId: string;
}

const MOST_NAMES = 50;

/** Lots that may be taken: those that meet each list which is given. */
export class LotFilter {
  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: MOST_NAMES,
    description: 'Providers by name',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @IsString({ each: true })
  @Length(1, MAX_NAME, { each: true })
  providers?: string[];

  @ApiPropertyOptional({ enum: REGISTRIES, isArray: true, minItems: 1 })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(REGISTRIES, { each: true })
  registries?: Registry[];

  @ApiPropertyOptional({ enum: MITIGATIONS, isArray: true, minItems: 1 })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(MITIGATIONS, { each: true })
  mitigations?: Mitigation[];
}

/** Body of `POST /credits/auto-offset`. */
export class AutoOffsetRequest {
  @OrganizationId()
  organizationId: string;

  @ApiProperty({
    type: Number,
    minimum: 0,
    maximum: 100,
    example: 100,
    description: 'Share of all emissions that retired credits are to reach, %, two decimals at most',
  })
  @IsNumber()
  @Min(0)
  @Max(100)
  targetOffsetPercentage: number;

  @ApiPropertyOptional({
    default: false,
    description: 'Only tell what would be retired; writes nothing and needs no Idempotency-Key',
  })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({ default: false, description: 'Retire what there is where it does not suffice' })
  @IsOptional()
  @IsBoolean()
  allowPartial?: boolean;

  @ApiPropertyOptional({ type: LotFilter, description: 'Which lots may be taken; all unless told' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LotFilter)
  policy?: LotFilter;
}
