import { ApiProperty } from '@nestjs/swagger';
import { DekesExclusion, DekesWarning } from './dekes.estimate.answer';
import { QUALITY_TIERS } from './dekes.estimate.answer';
import type { QualityTier } from './dekes.estimate.answer';
import { DEKES_STATUSES } from './dekes.workload.answer';
import type { DekesStatus } from './dekes.workload.answer';

/** One query of a batch, as it is planned now. */
export class BatchQueryAnswer {
  @ApiProperty({ example: 'query_123', description: "The caller's id" })
  id: string;
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d', description: 'Complete it by this id' })
  decisionId: string;
  @ApiProperty({
    enum: DEKES_STATUSES,
    example: 'planned',
    description: 'due: its time has come and nobody is to be called; run it, and complete it',
  })
  status: DekesStatus;
  @ApiProperty({ example: 'FR', description: 'As the caller named it' })
  region: string;
  @ApiProperty({ example: '2026-02-12T03:00:00.000Z', description: 'UTC' })
  startAt: string;
  @ApiProperty({ example: '2026-02-12T03:10:00.000Z', description: 'UTC' })
  endAt: string;
  @ApiProperty({ example: '2026-02-12T23:45:00.000Z', description: 'No plan starts later, UTC' })
  latestStartAt: string;
  @ApiProperty({ example: 0.0816638, description: 'gCO2eq expected' })
  estimatedCO2: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.84,
    description: 'gCO2eq of running at once in the first region; null where that could not be priced',
  })
  baselineCO2: number | null;
  @ApiProperty({ example: 1, description: '1 at first, more after each change of region or time' })
  planNumber: number;
  @ApiProperty({ enum: QUALITY_TIERS, example: 'medium' })
  qualityTier: QualityTier;
  @ApiProperty({ example: 0, description: 'Tries to call the callbackUrl' })
  attempts: number;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Why the last try failed, to call or to plan anew',
  })
  lastError: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: null,
    description: 'Minutes after latestStartAt at which it was dispatched, 0 in time; null until it is',
  })
  lateMinutes: number | null;
}

/** Answer of `POST /dekes/schedule` and `GET /dekes/batches/{batchId}`. */
export class BatchAnswer {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  batchId: string;
  @ApiProperty({ example: '2026-02-12T00:21:00.000Z', description: 'UTC' })
  createdAt: string;
  @ApiProperty({
    enum: ['webhook', 'poll'],
    example: 'poll',
    description: 'webhook: each query is sent to callbackUrl at its time; poll: read the batch',
  })
  delivery: 'webhook' | 'poll';
  @ApiProperty({ type: [BatchQueryAnswer], description: 'In the order of the request' })
  queries: BatchQueryAnswer[];
  @ApiProperty({ example: 4.08, description: 'gCO2eq expected of all' })
  totalEstimatedCO2: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 42.3,
    description: 'gCO2eq of all at once in the first region; null where one could not be priced',
  })
  totalBaselineCO2: number | null;
  @ApiProperty({ type: [DekesExclusion], description: 'As at the first plan' })
  excluded: readonly DekesExclusion[];
  @ApiProperty({ type: [DekesWarning], description: 'As at the first plan' })
  warnings: readonly DekesWarning[];
}
