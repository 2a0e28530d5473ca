import type { Quality } from '@ecobe/carbon';
import { ApiProperty } from '@nestjs/swagger';
import { SeriesProvenance } from './provenance.answer';

const G_PER_KWH = 'gCO2eq/kWh';

/** Where the numbers of a forecast come from; part of every answer that rests on one. */
export class ForecastProvenance extends SeriesProvenance {
  @ApiProperty({ description: 'The zone or cloud region as the caller named it', example: 'DE' })
  region: string;
  @ApiProperty({
    description: 'Source of the observations that the forecast was made from',
    example: 'electricity-maps',
  })
  source: string;
  @ApiProperty({
    enum: ['forecast', 'simulated'],
    description: '`simulated` where the history under the forecast is simulated',
    example: 'forecast',
  })
  quality: Quality;
  @ApiProperty({ description: 'When the forecast was made, UTC', example: '2021-11-15T12:00:03.120Z' })
  issuedAt: string;
  @ApiProperty({ description: 'Age of the forecast, seconds', example: 420 })
  ageSeconds: number;
  @ApiProperty({ description: 'The model that made it, with its version', example: 'profile-7d@1' })
  model: string;
}

/** First-day error of the model that spoke on hours it had not learnt, beside the seasonal naive (yesterday's same hour). */
export class ForecastSkillAnswer {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Mean absolute percentage error, %',
    example: 13.9,
  })
  mapePercent: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The same of the seasonal naive, %',
    example: 20.2,
  })
  seasonalNaiveMapePercent: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Start of the hours on which it was measured, UTC; null where it was not',
    example: '2021-10-25T12:00:00.000Z',
  })
  from: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'End of these hours, UTC',
    example: '2021-11-15T12:00:00.000Z',
  })
  until: string | null;
  @ApiProperty({ description: 'Scored lead time, hours from the issue', example: 24 })
  leadHours: number;
  @ApiProperty({ description: 'Rolling origins that were scored', example: 21 })
  originCount: number;
  @ApiProperty({ description: 'Forecast hours that were scored', example: 504 })
  hourCount: number;
  @ApiProperty({ description: 'Hours of 0 gCO2eq/kWh, which a percentage cannot judge', example: 0 })
  zeroHourCount: number;
  @ApiProperty({ type: String, nullable: true, description: 'Why the percentages are null', example: null })
  reason: string | null;
}

/** One hour of a forecast. */
export class ForecastPoint {
  @ApiProperty({ description: 'Start of the hour, UTC', example: '2021-11-15T12:00:00.000Z' })
  validAt: string;
  @ApiProperty({ description: `Expected mean of the hour, ${G_PER_KWH}`, example: 512.3 })
  carbonIntensity: number;
  @ApiProperty({ description: `One truth in ten lies below, ${G_PER_KWH}`, example: 441.7 })
  p10: number;
  @ApiProperty({ description: `One truth in ten lies above, ${G_PER_KWH}`, example: 563.1 })
  p90: number;
}

/** A better model that could not speak at the issue, and why. */
class SkippedModelAnswer {
  @ApiProperty({ description: 'The model, with its version', example: 'blend@1+conformal@1' })
  model: string;
  @ApiProperty({
    description: 'Why it could not, a sentence for people',
    example: 'the newest known hour is 30 hours before the issue, more than 24',
  })
  reason: string;
}

/** Answer of `GET /forecasts/{zone}`. */
export class ForecastAnswer extends ForecastProvenance {
  @ApiProperty({ description: 'Hours that were asked for', example: 48 })
  horizonHours: number;
  @ApiProperty({
    type: ForecastSkillAnswer,
    description:
      'Of a trained model, on the days that were held out when it was trained; of a simple one, on up to 21 days before the issue, so that a new zone has it at once. What became of issued forecasts is told by `/accuracy`',
  })
  skill: ForecastSkillAnswer;
  @ApiProperty({
    type: [SkippedModelAnswer],
    description:
      'Better models that could not speak at the issue, best first; empty where `model` is the best there is',
  })
  skipped: SkippedModelAnswer[];
  @ApiProperty({ type: [ForecastPoint], description: 'One point per hour, from the running hour on' })
  points: ForecastPoint[];
}

/** Answer of `GET /forecasts/{zone}/optimal-window`. */
export class OptimalWindowAnswer extends ForecastProvenance {
  @ApiProperty({ description: 'Start of the best window, UTC', example: '2021-11-16T11:00:00.000Z' })
  startTime: string;
  @ApiProperty({ description: 'Its end, UTC; the window is half-open', example: '2021-11-16T15:00:00.000Z' })
  endTime: string;
  @ApiProperty({ description: `Mean forecast intensity of the window, ${G_PER_KWH}`, example: 398.4 })
  avgCarbonIntensity: number;
  @ApiProperty({
    description: `Mean of a window of the same length that starts now, ${G_PER_KWH}`,
    example: 512.9,
  })
  immediateCarbonIntensity: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Less than starting now, %', example: 22.32 })
  savings: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why the savings are null', example: null })
  savingsReason: string | null;
  @ApiProperty({ description: 'Asked length of the window, hours', example: 4 })
  durationHours: number;
  @ApiProperty({ description: 'Asked look-ahead, hours', example: 48 })
  lookAheadHours: number;
}
