import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { RouteGreenAnswer } from './routing.route.answer';

/** Path of `GET /decisions/{decisionId}`. */
export class DecisionId {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  @IsUUID()
  decisionId: string;
}

/** Answer of `GET /decisions/{id}`: the decision with all that it rested on. */
export class DecisionAnswer {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  decisionId: string;
  @ApiProperty({ enum: ['route-green'], example: 'route-green' })
  operation: string;
  @ApiProperty({ example: '2026-02-12T00:21:00.000Z', description: 'UTC' })
  decidedAt: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'The request, the grid values and catalogue figures used, the scales and the version of the rules',
  })
  inputs: Record<string, unknown>;
  @ApiProperty({ type: RouteGreenAnswer, description: 'The answer that was given' })
  outcome: RouteGreenAnswer;
}

/** Answer of `GET /decisions/{id}/replay`: the decision made again from its stored inputs. */
export class ReplayAnswer {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  decisionId: string;
  @ApiProperty({ example: true, description: 'Whether it came out byte for byte as it was stored' })
  identical: boolean;
  @ApiProperty({ example: 'a3f1...', description: 'SHA-256 of the stored outcome, hexadecimal' })
  storedSha256: string;
  @ApiProperty({ example: 'a3f1...', description: 'SHA-256 of the outcome made again, hexadecimal' })
  replayedSha256: string;
  @ApiProperty({
    type: RouteGreenAnswer,
    nullable: true,
    description: 'The outcome made again; null when the stored inputs leave no region to choose',
  })
  outcome: RouteGreenAnswer | null;
}
