import { BASES, QUALITIES, SIGNALS } from '@ecobe/carbon';
import type { Basis, Quality, Signal } from '@ecobe/carbon';
import { ApiProperty } from '@nestjs/swagger';

/** Where the carbon intensity of an answer comes from, and how old it is. */
export class IntensityProvenance {
  @ApiProperty({ enum: SIGNALS, example: 'average' })
  signal: Signal;
  @ApiProperty({ enum: BASES, example: 'lifecycle' })
  basis: Basis;
  @ApiProperty({ example: 'electricity-maps' })
  source: string;
  @ApiProperty({ enum: QUALITIES, example: 'measured' })
  quality: Quality;
  @ApiProperty({
    example: '2026-02-12T00:00:00.000Z',
    description: 'Start of the hour the value is for, or of the slot that was priced, UTC',
  })
  validAt: string;
  @ApiProperty({
    example: 1260,
    description: 'Seconds since validAt; of a slot, since its forecast was made',
  })
  ageSeconds: number;
}
