import { ApiProperty } from '@nestjs/swagger';

const numberOrNull = (description: string, example: number) => ({
  type: Number,
  nullable: true,
  description,
  example,
});

/** How a figure was made, and of how many. */
class Counted {
  @ApiProperty({ description: 'Workloads that it is of', example: 200 })
  count: number;
  @ApiProperty({
    description: 'How it was made',
    example: 'observed intensities, newest settlement of each workload',
  })
  method: string;
}

/** Avoided emissions by one method. */
export class AvoidedFigure extends Counted {
  @ApiProperty(
    numberOrNull('gCO2eq against running at home at once, negatives counted; null of none', 41250.5),
  )
  avoidedCO2: number | null;
  @ApiProperty(numberOrNull('gCO2eq of the baseline', 90120.2))
  baselineCO2: number | null;
}

/** What became of the emissions of settled work. */
class LoggedFigure extends Counted {
  @ApiProperty({
    description: 'Settled workloads whose emissions are in no log, since they name no organization',
    example: 0,
  })
  withoutOrganizationCount: number;
}

/** Avoided emissions, observed and expected apart. */
export class CarbonSaved {
  @ApiProperty({ type: AvoidedFigure })
  settled: AvoidedFigure;
  @ApiProperty({ type: AvoidedFigure, description: 'Of the settled, those whose end nobody reported' })
  unconfirmed: AvoidedFigure;
  @ApiProperty({ type: AvoidedFigure, description: 'By forecast, of those that are not settled' })
  unsettled: AvoidedFigure;
}

export class IntensityFigure extends Counted {
  @ApiProperty(numberOrNull('gCO2eq/kWh; null of none', 48.2))
  gPerKwh: number | null;
}

export class CountFigure extends Counted {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { settled: 180, planned: 20 },
  })
  byStatus: Record<string, number>;
}

export class CostFigure extends Counted {
  @ApiProperty(numberOrNull('USD against home, negatives counted; null of none', 3.1))
  usd: number | null;
}

/** Errors of forecasts in the zones that work was placed in. */
export class AccuracyFigure {
  @ApiProperty(numberOrNull('Mean absolute percentage error, %', 9.4))
  mapePercent: number | null;
  @ApiProperty(numberOrNull('The same of the seasonal naive on the same hours, %', 19.7))
  baselineMapePercent: number | null;
  @ApiProperty({ description: 'Forecast hours that were judged', example: 12960 })
  count: number;
  @ApiProperty({ type: [String], example: ['DE', 'FR'] })
  zones: string[];
  @ApiProperty({ example: 'forecasts as issued against the newest known truth, hours weighed alike' })
  method: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why a figure is null', example: null })
  reason: string | null;
}

/** What routing knows of a summary. */
export class SavingsSummary {
  @ApiProperty({ example: '2026-02-01T00:00:00.000Z' })
  from: string;
  @ApiProperty({ example: '2026-03-01T00:00:00.000Z' })
  to: string;
  @ApiProperty({ type: String, nullable: true, example: 'org-1' })
  organizationId: string | null;
  @ApiProperty({ type: CarbonSaved })
  totalCarbonSaved: CarbonSaved;
  @ApiProperty({ type: LoggedFigure })
  emissionLog: LoggedFigure;
  @ApiProperty({ type: IntensityFigure })
  averageCarbonIntensity: IntensityFigure;
  @ApiProperty({ type: CountFigure })
  workloadsOptimized: CountFigure;
  @ApiProperty({ type: CostFigure })
  costSavings: CostFigure;
}

/** Answer of `GET /analytics/summary`. */
export class SummaryAnswer extends SavingsSummary {
  @ApiProperty({ type: AccuracyFigure })
  forecastAccuracy: AccuracyFigure;
}
