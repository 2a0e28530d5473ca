import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  AmountRequest,
  DAY,
  DAY_RULE,
  MAX_NAME,
  MITIGATIONS,
  PATHWAYS,
  REGISTRIES,
  WRITTEN,
  WRITTEN_RULE,
} from './credits.amount.dto';
import type { Mitigation, Pathway, Registry } from './credits.amount.dto';
import { CorrespondingAdjustment, CreditLabel, CreditProject, CreditSerials } from './credits.project.dto';
import { IsIsoInstant } from './iso-instant.validator';
import { OrganizationId } from './organization-id.validator';

const MAX_URL_LENGTH = 2_048;
const MAX_USD = 1e12;
const MAX_DURABILITY_YEARS = 100_000;
const MAX_LABELS = 20;

/** Body of `POST /credits/purchase`. */
export class PurchaseCreditsRequest extends AmountRequest {
  @OrganizationId()
  organizationId: string;

  @ApiProperty({ type: String, example: 'Gold Standard' })
  @IsString()
  @Length(1, MAX_NAME)
  @Matches(WRITTEN, WRITTEN_RULE)
  provider: string;

  @ApiProperty({
    type: Number,
    minimum: 0,
    example: 150,
    description: 'Price of the whole lot, USD, whole cents',
  })
  @IsNumber()
  @Min(0)
  @Max(MAX_USD)
  priceUsd: number;

  @ApiPropertyOptional({
    type: String,
    example: 'https://registry.goldstandard.org/cert/123',
    description: 'https:// URL at a registry; kept as told, never asked in the request',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  certificateUrl?: string;

  @ApiPropertyOptional({
    enum: REGISTRIES,
    description:
      'Registry of the serial numbers; that of the provider where it bears the name of one, else OTHER',
  })
  @IsOptional()
  @IsIn(REGISTRIES)
  registry?: Registry;

  @ApiPropertyOptional({ type: CreditSerials, description: 'One per tonne where they are a range' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CreditSerials)
  serials?: CreditSerials;

  @ApiPropertyOptional({ type: CreditProject })
  @IsOptional()
  @ValidateNested()
  @Type(() => CreditProject)
  project?: CreditProject;

  @ApiPropertyOptional({ enum: MITIGATIONS })
  @IsOptional()
  @IsIn(MITIGATIONS)
  mitigation?: Mitigation;

  @ApiPropertyOptional({ enum: PATHWAYS })
  @IsOptional()
  @IsIn(PATHWAYS)
  pathway?: Pathway;

  @ApiPropertyOptional({ type: String, example: '2021-01-01', description: 'First day of the vintage' })
  @IsOptional()
  @Matches(DAY, DAY_RULE)
  @IsISO8601({ strict: true })
  vintageStart?: string;

  @ApiPropertyOptional({ type: String, example: '2021-12-31', description: 'Last day of the vintage' })
  @IsOptional()
  @Matches(DAY, DAY_RULE)
  @IsISO8601({ strict: true })
  vintageEnd?: string;

  @ApiPropertyOptional({ type: Number, minimum: 0, description: 'For how long a removal is to last, years' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_DURABILITY_YEARS)
  durabilityYears?: number;

  @ApiPropertyOptional({ type: CorrespondingAdjustment })
  @IsOptional()
  @ValidateNested()
  @Type(() => CorrespondingAdjustment)
  correspondingAdjustment?: CorrespondingAdjustment;

  @ApiPropertyOptional({ type: [CreditLabel], maxItems: MAX_LABELS })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_LABELS)
  @ValidateNested({ each: true })
  @Type(() => CreditLabel)
  labels?: CreditLabel[];

  @ApiPropertyOptional({ type: String, description: 'Instant from which on they cannot be retired any more' })
  @IsOptional()
  @IsIsoInstant()
  expiresAt?: string;
}
