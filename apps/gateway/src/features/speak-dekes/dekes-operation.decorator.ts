import { UseGuards, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DekesKeyGuard } from './dekes-key.guard';

/** What all operations for DEKES share: they want its key where one is set. */
export const ForDekes = (): ClassDecorator =>
  applyDecorators(
    ApiTags('DEKES'),
    ApiBearerAuth(),
    UseGuards(DekesKeyGuard),
    ApiResponse({ status: 401, description: 'The key of DEKES is missing or wrong: `UNAUTHENTICATED`.' }),
  );

/** Longest wait for the service: DEKES goes on without advice when it takes longer than a few seconds. */
export const ANSWER_WITHIN_MS = 4_000;
