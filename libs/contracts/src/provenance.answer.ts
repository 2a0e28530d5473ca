import { BASES, QUALITIES, SIGNALS } from '@ecobe/carbon';
import type { Basis, Quality, Signal } from '@ecobe/carbon';
import { ApiProperty } from '@nestjs/swagger';

/** Which series a number belongs to: numbers of different signals or bases are never compared. */
export class SeriesProvenance {
  @ApiProperty({ description: 'Zone id', example: 'DE' })
  zone: string;
  @ApiProperty({ enum: SIGNALS, example: 'average' })
  signal: Signal;
  @ApiProperty({ enum: BASES, example: 'lifecycle' })
  basis: Basis;
}

/** Where a single value comes from, what it is worth and how old it is; part of every answer that holds one. */
export class ValueProvenance extends SeriesProvenance {
  @ApiProperty({ description: 'Who said so', example: 'electricity-maps' })
  source: string;
  @ApiProperty({ enum: QUALITIES, example: 'measured' })
  quality: Quality;
  @ApiProperty({
    description: 'Start of the span that the value is for, UTC',
    example: '2026-02-12T00:00:00.000Z',
  })
  validAt: string;
  @ApiProperty({ description: 'Seconds since validAt', example: 1260 })
  ageSeconds: number;
}
