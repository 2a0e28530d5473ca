import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** Visible ASCII, so that it can stand in a path, a log and a header. */
export const ORGANIZATION_ID = /^[\x21-\x7e]{1,100}$/;
export const ORGANIZATION_ID_RULE = { message: '$property must be 1 to 100 visible ASCII characters' };

/** Whose credits and emissions are meant. */
export const OrganizationId = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, example: 'org_123', description: 'Organisation' }),
    Matches(ORGANIZATION_ID, ORGANIZATION_ID_RULE),
  );
