import { ApiProperty } from '@nestjs/swagger';
import { IsNumber, IsPositive, Matches, Max } from 'class-validator';

export const MAX_UNIT_COUNT = 1e15;
/** Of one spelling: counts of another name are not added to it. */
export const UNIT_NAME = /^[a-z][a-z0-9_-]{0,63}$/;
export const UNIT_NAME_RULE = 'must be 1 to 64 of a-z, 0-9, - and _, a letter first';

/** What work brought, by which its emissions are compared with those of other work: the R of SCI. */
export class FunctionalUnit {
  @ApiProperty({
    type: String,
    example: 'leads',
    pattern: UNIT_NAME.source,
    description: 'What is counted: `leads`, `queries`, `requests`. Only counts of the same name are added',
  })
  @Matches(UNIT_NAME, { message: `$property ${UNIT_NAME_RULE}` })
  name: string;

  @ApiProperty({
    type: Number,
    exclusiveMinimum: true,
    minimum: 0,
    maximum: MAX_UNIT_COUNT,
    example: 1_250,
    description: 'How many of them',
  })
  @IsNumber()
  @IsPositive()
  @Max(MAX_UNIT_COUNT)
  count: number;
}
