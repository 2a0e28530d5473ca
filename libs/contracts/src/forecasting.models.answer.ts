import { ApiProperty } from '@nestjs/swagger';
import { SeriesProvenance } from './provenance.answer';

const PERCENT = { type: Number, nullable: true } as const;

/** How a model did on one forecast day (leads 0-23 are day 1) of its held-out days. */
class HeldOutDayAnswer {
  @ApiProperty({ description: 'Forecast day: 1 is leads 0 to 23 h', example: 1 })
  day: number;
  @ApiProperty({ ...PERCENT, description: 'Mean absolute percentage error, %', example: 9.2 })
  mapePercent: number | null;
  @ApiProperty({ ...PERCENT, description: 'The same of the 7-day profile, %', example: 21.9 })
  profileMapePercent: number | null;
  @ApiProperty({ ...PERCENT, description: 'The same of the seasonal naive, %', example: 19.7 })
  seasonalNaiveMapePercent: number | null;
  @ApiProperty({ ...PERCENT, description: 'Mean absolute error, gCO2eq/kWh', example: 31.4 })
  maeGPerKwh: number | null;
  @ApiProperty({ ...PERCENT, description: 'Hours whose truth lay within p10-p90, %', example: 79.8 })
  coverage80Percent: number | null;
  @ApiProperty({ description: 'Hours that were judged', example: 672 })
  hourCount: number;
}

/** One trained model of a series. */
export class ForecastModelAnswer {
  @ApiProperty({ description: 'Id to roll back to', example: 17 })
  id: number;
  @ApiProperty({ description: 'Name and version of the way of learning', example: 'blend@1' })
  trainer: string;
  @ApiProperty({
    enum: ['serving', 'replaced', 'rejected', 'rolled-back'],
    description:
      '`serving`: forecasts are made with it. `replaced`: by a better one, or by the profile where it had become worse. `rejected`: did not beat the profile or its predecessor',
    example: 'serving',
  })
  status: string;
  @ApiProperty({
    description: 'Why it has that status',
    example: 'beats the profile: 9.20 % against 21.90 %',
  })
  statusReason: string;
  @ApiProperty({ enum: ['real', 'simulated'], description: 'The history it learnt from', example: 'real' })
  kind: string;
  @ApiProperty({
    enum: ['first', 'scheduled', 'drift', 'asked'],
    description: 'Why it was trained',
    example: 'scheduled',
  })
  reason: string;
  @ApiProperty({ description: 'When it was trained, UTC', example: '2021-11-15T12:00:03.120Z' })
  trainedAt: string;
  @ApiProperty({ description: 'First hour it learnt from, UTC', example: '2019-01-01T00:00:00.000Z' })
  learntFrom: string;
  @ApiProperty({
    description: 'End of the last hour it learnt from, UTC',
    example: '2021-11-15T12:00:00.000Z',
  })
  learntUntil: string;
  @ApiProperty({ type: [String], description: 'What it learnt from', example: ['wind speed', 'coal'] })
  features: string[];
  @ApiProperty({ description: 'First held-out forecast, UTC', example: '2021-10-18T15:00:00.000Z' })
  heldOutFrom: string;
  @ApiProperty({ description: 'End of the last judged hour, UTC', example: '2021-11-15T12:00:00.000Z' })
  heldOutUntil: string;
  @ApiProperty({ description: 'Forecasts that were judged', example: 29 })
  heldOutForecastCount: number;
  @ApiProperty({ type: [HeldOutDayAnswer], description: 'Its skill on hours it had not seen' })
  heldOutDays: HeldOutDayAnswer[];
  @ApiProperty({ type: Number, nullable: true, description: 'The model that took its place', example: null })
  replacedById: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'When it began to serve, UTC', example: null })
  promotedAt: string | null;
  @ApiProperty({ description: 'Whether it is kept whole, so that it can serve again', example: true })
  canServeAgain: boolean;
}

/** The newest training of a series. */
export class TrainingAnswer {
  @ApiProperty({
    enum: ['running', 'promoted', 'rejected', 'refused', 'failed'],
    description:
      '`promoted`: its model serves. `refused`: it could not be learnt from. `failed`: it is tried again',
    example: 'promoted',
  })
  state: string;
  @ApiProperty({ enum: ['first', 'scheduled', 'drift', 'asked'], description: 'Why', example: 'first' })
  reason: string;
  @ApiProperty({ description: 'UTC', example: '2021-11-15T12:00:03.120Z' })
  startedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'UTC; null while it runs', example: null })
  endedAt: string | null;
  @ApiProperty({ description: 'Share that is done, 0 to 1', example: 1 })
  shareDone: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Known hours of history', example: 16437 })
  knownHours: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'What came of it', example: null })
  detail: string | null;
}

/** Answer of `GET /forecasts/{zone}/models`. */
export class ForecastModelsAnswer extends SeriesProvenance {
  @ApiProperty({ description: 'The zone or cloud region as the caller named it', example: 'DE' })
  region: string;
  @ApiProperty({
    type: [ForecastModelAnswer],
    description: 'The newest 50, newest first; empty where none was trained: then the profile serves',
  })
  models: ForecastModelAnswer[];
  @ApiProperty({ type: TrainingAnswer, nullable: true, description: 'Null where it was never trained' })
  training: TrainingAnswer | null;
}
