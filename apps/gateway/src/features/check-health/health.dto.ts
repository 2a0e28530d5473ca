import { ApiProperty } from '@nestjs/swagger';
import type { HealthCheck } from '@ecobe/contracts';

const STATES = ['ok', 'degraded', 'unhealthy'] as const;

export class LivenessDto {
  @ApiProperty({ enum: ['ok'], description: 'The process answers', example: 'ok' })
  status: 'ok';
}

export class ReadinessDto {
  @ApiProperty({ enum: ['ok', 'unhealthy'], description: 'Whether requests can be served', example: 'ok' })
  status: 'ok' | 'unhealthy';
}

export class HealthDto {
  @ApiProperty({
    enum: STATES,
    description: 'The worst of all checks; a source of data that is away counts as degraded',
    example: 'ok',
  })
  status: (typeof STATES)[number];

  @ApiProperty({
    type: 'object',
    description: 'The stores, each service with its own checks, and under `providers` each source of data',
    additionalProperties: {
      type: 'object',
      required: ['status'],
      properties: { status: { type: 'string', enum: [...STATES] }, detail: { type: 'string' } },
      additionalProperties: true,
    },
    example: {
      database: { status: 'ok' },
      redis: { status: 'ok' },
      routing: { status: 'ok', checks: {} },
      providers: { status: 'ok', sources: {} },
    },
  })
  checks: Record<string, HealthCheck>;
}
