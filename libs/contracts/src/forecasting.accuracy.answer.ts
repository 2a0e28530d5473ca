import { QUALITIES } from '@ecobe/carbon';
import type { Quality } from '@ecobe/carbon';
import { ApiProperty } from '@nestjs/swagger';
import { SeriesProvenance } from './provenance.answer';

const orNull = (description: string, example: number) => ({
  type: Number,
  nullable: true,
  description,
  example,
});

/** How good forecast hours turned out, beside the seasonal naive on the very same hours. */
export class AccuracyFigures {
  @ApiProperty({ description: 'Forecast hours that count: one hour said by one forecast', example: 12960 })
  hourCount: number;
  @ApiProperty({
    description: 'Of them, hours of 0 gCO2eq/kWh: no percentage can judge them, they count in the rest',
    example: 0,
  })
  zeroHourCount: number;
  @ApiProperty(orNull('Mean absolute percentage error, %', 9.41))
  mapePercent: number | null;
  @ApiProperty(orNull('The same of the seasonal naive, %', 19.72))
  seasonalNaiveMapePercent: number | null;
  @ApiProperty(
    orNull('1 - mapePercent / seasonalNaiveMapePercent: 1 perfect, 0 no better than yesterday', 0.5228),
  )
  skill: number | null;
  @ApiProperty(orNull('Mean absolute error, gCO2eq/kWh', 38.52))
  maeGPerKwh: number | null;
  @ApiProperty(orNull('The same of the seasonal naive, gCO2eq/kWh', 80.13))
  seasonalNaiveMaeGPerKwh: number | null;
  @ApiProperty(orNull('Share of hours whose truth lay within p10..p90, %; 80 is meant', 80.9))
  coveragePercent: number | null;
  @ApiProperty(orNull('Mean quantile loss of p10, the point value as median, and p90, gCO2eq/kWh', 13.2))
  pinballGPerKwh: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why a figure is null', example: null })
  reason: string | null;
}

/** Accuracy of some leads. */
export class LeadAccuracy extends AccuracyFigures {
  @ApiProperty({ description: 'First lead, hours from the issue', example: 0 })
  fromLeadHours: number;
  @ApiProperty({ description: 'End of the leads, exclusive', example: 24 })
  toLeadHours: number;
}

/** Accuracy of what one model issued, all leads together. */
export class ModelAccuracy extends AccuracyFigures {
  @ApiProperty({ description: 'The model with its version', example: 'profile-7d@1' })
  model: string;
}

/** Forecast hours of the period that count in no figure. */
export class ExcludedHours {
  @ApiProperty({ enum: ['NO_TRUTH', 'NO_BASELINE', 'OTHER_KIND', 'REPEATED'], example: 'NO_TRUTH' })
  code: string;
  @ApiProperty({ description: 'What the code means', example: 'nobody has told the truth of these hours' })
  reason: string;
  @ApiProperty({ description: 'Forecast hours left out', example: 96 })
  hourCount: number;
}

/** The time whose hours were judged: target hours, whenever they were forecast. */
export class AccuracyPeriod {
  @ApiProperty({ description: 'Start of the first UTC day', example: '2021-10-16T00:00:00.000Z' })
  start: string;
  @ApiProperty({
    description: 'Start of the running hour: only hours that are over are judged',
    example: '2021-11-15T12:00:00.000Z',
  })
  end: string;
  @ApiProperty({ description: 'Whole days before the running one', example: 30 })
  days: number;
}

/** Answer of `GET /forecasts/{zone}/accuracy`. */
export class ForecastAccuracyAnswer extends SeriesProvenance {
  @ApiProperty({ description: 'The zone or cloud region as the caller named it', example: 'DE' })
  region: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who told the truth; null while nothing is scored',
    example: 'entsoe',
  })
  source: string | null;
  @ApiProperty({
    enum: QUALITIES,
    nullable: true,
    description:
      'Quality of the truth: `measured` only if every hour is. Simulated truth judges simulated forecasts alone',
    example: 'measured',
  })
  quality: Quality | null;
  @ApiProperty({ type: AccuracyPeriod })
  period: AccuracyPeriod;
  @ApiProperty({
    description: 'What was judged, and how',
    example: 'forecasts that were issued, the first of each hour, against the newest known truth',
  })
  method: string;
  @ApiProperty({ type: LeadAccuracy, description: 'All leads, 0-95 h' })
  overall: LeadAccuracy;
  @ApiProperty({ type: LeadAccuracy, description: 'The first six hours alone, a part of the first bucket' })
  firstHours: LeadAccuracy;
  @ApiProperty({ type: [LeadAccuracy], description: 'By day of lead; together they are all leads' })
  buckets: LeadAccuracy[];
  @ApiProperty({
    type: [ModelAccuracy],
    description: 'By the model that issued; together they are all leads',
  })
  models: ModelAccuracy[];
  @ApiProperty({ type: [ExcludedHours] })
  excluded: ExcludedHours[];
  @ApiProperty({ type: String, nullable: true, description: 'Why nothing is scored', example: null })
  reason: string | null;
}
