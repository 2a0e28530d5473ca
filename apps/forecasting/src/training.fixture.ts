import { HOUR_MS, seriesId, toIso } from '@ecobe/carbon';
import type { Basis, Interval, SeriesKey } from '@ecobe/carbon';
import type { GridHoursResponse } from '@ecobe/contracts';
import type { ModelTrainer } from '@ecobe/forecast';
import { IssueForecastUseCase } from './features/issue-forecast/issue-forecast.use-case';
import { DirectForecastMaker } from './features/issue-forecast/direct-forecast.maker';
import { ServingModels } from './features/issue-forecast/serving-models';
import { TrainedInputsReader } from './features/issue-forecast/trained-inputs';
import { trainAndJudge } from './features/train-model/train-and-judge';
import { DE, NOON_MS } from './forecasting.fixture';
import type { GridHoursReader } from './ports/grid-hours-reader';
import { FakeModelRegistry } from './ports/fake-model-registry.fixture';
import type { Training, TrainingLog } from './ports/training-log';
import type { TrainingOutcome, TrainingRunner, TrainingTask } from './ports/training-runner';
import type { Candidate } from './ports/trained-model';

/** A candidate that won against the profile, of four weeks before noon. */
export const candidateOf = (changes: Partial<Candidate> = {}): Candidate => ({
  ...DE,
  kind: 'real',
  trainer: 'hour-shape@1',
  reason: 'first',
  trainedAtMs: NOON_MS,
  spanFromMs: NOON_MS - 100 * 24 * HOUR_MS,
  spanUntilMs: NOON_MS,
  features: ['hour of the week', 'wind'],
  metrics: {
    fromMs: NOON_MS - 28 * 24 * HOUR_MS,
    untilMs: NOON_MS,
    originCount: 29,
    model: { model: 'hour-shape@1', days: [heldOutDay(4.5)] },
    baselines: [{ model: 'seasonal-naive-24h@1', days: [heldOutDay(9.25)] }],
  },
  days: [
    {
      issuedAtMs: NOON_MS - 48 * HOUR_MS,
      day: 1,
      mapePercent: 4.5,
      maeGPerKwh: 12,
      hourCount: 24,
      zeroHourCount: 0,
    },
  ],
  verdictReason: 'beats the profile',
  fit: new Uint8Array([1, 2, 3]),
  currentFault: null,
  judgedAgainstId: null,
  ...changes,
});

const heldOutDay = (mapePercent: number) => ({
  mapePercent,
  maeGPerKwh: 12.5,
  coverage80Percent: 79.5,
  coverage90Percent: 90.25,
  hourCount: 672,
  zeroHourCount: 0,
});

/** The newest training of each series in memory. */
export class FakeTrainingLog implements TrainingLog {
  readonly saved: Training[] = [];

  newest(key: SeriesKey): Promise<Training | null> {
    return Promise.resolve(this.saved.findLast((training) => seriesId(training) === seriesId(key)) ?? null);
  }
  newestOfEach(): Promise<Training[]> {
    return Promise.resolve([
      ...new Map(this.saved.map((training) => [seriesId(training), training])).values(),
    ]);
  }
  save(training: Training): Promise<void> {
    this.saved.push(training);
    return Promise.resolve();
  }
}

/** Ingestion's generation and weather: one source and one weather run, told by a rule of the hour. */
export class FakeGridHours implements GridHoursReader {
  readonly spans: Interval[] = [];
  fault: Error | null = null;

  read(zone: string, basis: Basis, span: Interval): Promise<GridHoursResponse> {
    this.spans.push(span);
    if (this.fault !== null) return Promise.reject(this.fault);
    const hours = Array.from(
      { length: (span.endMs - span.startMs) / HOUR_MS },
      (_, i) => span.startMs + i * HOUR_MS,
    );
    const column = hours.map((atMs) => (atMs / HOUR_MS) % 100);
    const weather = {
      windSpeedMs: column,
      temperatureK: column,
      dewpointK: column,
      shortwaveRadiationWPerM2: column,
      precipitationMm: column,
    };
    return Promise.resolve({
      zone,
      basis,
      start: toIso(span.startMs),
      sources: [{ source: 'wind', emissionFactorGPerKwh: 11, valuesMw: column }],
      weatherByAgeDays: [weather],
    });
  }
}

/** Trains where it is asked, without a thread. */
export class DirectRunner implements TrainingRunner {
  readonly tasks: TrainingTask[] = [];
  fault: Error | null = null;

  constructor(private readonly trainers: readonly ModelTrainer[]) {}

  run(task: TrainingTask, onProgress: (share: number) => void): Promise<TrainingOutcome> {
    this.tasks.push(task);
    return this.fault === null ? trainAndJudge(this.trainers, task, onProgress) : Promise.reject(this.fault);
  }
}

type IssuePorts = ConstructorParameters<typeof IssueForecastUseCase>;

/** The issue of forecasts where no model was ever trained. */
export function issueWithoutModels(
  history: IssuePorts[0],
  store: IssuePorts[1],
  snapshot: IssuePorts[2],
  clock: IssuePorts[3],
): IssueForecastUseCase {
  const registry = new FakeModelRegistry();
  const inputs = new TrainedInputsReader(new FakeGridHours());
  const maker = new DirectForecastMaker(new ServingModels(registry, [], 1));
  return new IssueForecastUseCase(history, store, snapshot, clock, registry, inputs, maker);
}
