import { syntheticGrid } from './grid.fixture';
import type { SyntheticGrid } from './grid.fixture';
import type { GridHistory, WeatherColumns } from './grid-history';
import { atHour, seededNoise } from './history.fixture';
import type { ForecastModel } from './forecast-model';
import type { ModelTrainer } from './model-trainer';
import { FORECAST_MODELS, predictBest } from './model.registry';
import { TRAINERS } from './trainer.registry';

/** Long enough for trees where all is known. */
const UNTIL = 215 * 24;
const HOURS = UNTIL + 6 * 24;
const LEVELS = [0.05, 0.1, 0.5, 0.9, 0.95];
const GOOD = syntheticGrid(HOURS, 13, 4);

type Change = (value: number, hour: number) => number;

const historyBy = (change: Change): SyntheticGrid => ({
  ...GOOD,
  history: { ...GOOD.history, values: GOOD.history.values.map(change) },
});
const sourcesBy = (change: Change): SyntheticGrid => ({
  ...GOOD,
  sources: GOOD.sources.map((source) => ({ ...source, valuesMw: source.valuesMw.map(change) })),
});
const weatherBy = (change: Change): SyntheticGrid => ({
  ...GOOD,
  weather: {
    byAgeDays: GOOD.weather.byAgeDays.map((columns): WeatherColumns => ({
      windSpeedMs: columns.windSpeedMs.map(change),
      temperatureK: columns.temperatureK.map(change),
      dewpointK: columns.dewpointK.map(change),
      shortwaveRadiationWPerM2: columns.shortwaveRadiationWPerM2.map(change),
      precipitationMm: columns.precipitationMm.map(change),
    })),
  },
});

function gaps(): Change {
  const noise = seededNoise(17);
  return (value) => (noise() > 0.5 ? NaN : value);
}

/** An hour is told twice on day 30, and everything after it an hour late. */
const late: Change = (value, hour) => (hour < 720 ? value : (GOOD.history.values[hour - 1] ?? value));

/** What providers send sooner or later, in the hours to learn from and after them. */
const BADLY_TAUGHT: Readonly<Record<string, GridHistory>> = {
  'history with gaps': historyBy(gaps()),
  'history of zeros': historyBy(() => 0),
  'history with an hour told twice': historyBy(late),
  'sources with gaps': sourcesBy(gaps()),
  'weather with gaps': weatherBy(gaps()),
};
/** Nothing in these is bad before the end of the training. */
const BADLY_ASKED: Readonly<Record<string, GridHistory>> = {
  'an absurd hour': historyBy((value, hour) => (hour === HOURS - 2 ? 1e7 : value)),
  'sources of zeros since yesterday': sourcesBy((value, hour) => (hour > HOURS - 30 ? 0 : value)),
  'weather that ended with the training': weatherBy((value, hour) => (hour < UNTIL ? value : NaN)),
  'weather stuck at one value': weatherBy((value, hour) => (hour < UNTIL ? value : 1e4)),
};

/** What a trained model made of one bad grid. */
export interface BadInputVerdict {
  readonly trainer: string;
  readonly grid: string;
  /** Why the trained model did not speak, or null. */
  readonly refusal: string | null;
  /** The model that spoke in the end, by name. */
  readonly spokenBy: string;
  readonly faults: readonly string[];
}

function verdictOf(grid: GridHistory, model: ForecastModel): Omit<BadInputVerdict, 'trainer' | 'grid'> {
  const request = { ...grid, issuedAtMs: atHour(HOURS), horizonHours: 96, quantileLevels: LEVELS };
  const outcome = predictBest(request, [model, ...FORECAST_MODELS]);
  const refusal = outcome.skipped[0]?.reason ?? null;
  if (outcome.kind === 'refused') return { refusal, spokenBy: 'nobody', faults: [outcome.reason] };
  const { prediction } = outcome;
  const curves = [prediction.values, ...prediction.quantiles.map(({ values }) => values)];
  const faults = curves.flatMap((values, curve) => [
    ...(values.length === 96 ? [] : [`curve ${curve} has ${values.length} hours`]),
    ...(values.every((value) => Number.isFinite(value) && value >= 0)
      ? []
      : [`curve ${curve} is no intensity`]),
  ]);
  const crossings = prediction.quantiles.flatMap(({ level, values }, i) => {
    const above = prediction.quantiles[i + 1]?.values;
    return above?.some((value, hour) => value < (values[hour] ?? NaN))
      ? [`p${100 * level} crosses the next`]
      : [];
  });
  return { refusal, spokenBy: prediction.spokenBy ?? outcome.model.name, faults: [...faults, ...crossings] };
}

async function modelOf(trainer: ModelTrainer, grid: GridHistory): Promise<ForecastModel> {
  const fit = await trainer.train({ ...grid, untilMs: atHour(UNTIL) });
  if (fit.kind === 'refused') throw new Error(`${trainer.name} learns nothing: ${fit.reason}`);
  return trainer.open(fit);
}

/** Every registered trainer on every bad grid. */
export async function judgeBadInput(): Promise<BadInputVerdict[]> {
  const verdicts: BadInputVerdict[] = [];
  const judge = ({ name: trainer }: ModelTrainer, grid: string, asked: GridHistory, model: ForecastModel) =>
    verdicts.push({ trainer, grid, ...verdictOf(asked, model) });
  for (const trainer of TRAINERS) {
    for (const [name, grid] of Object.entries(BADLY_TAUGHT)) {
      judge(trainer, name, grid, await modelOf(trainer, grid));
    }
    const model = await modelOf(trainer, GOOD);
    for (const [name, grid] of Object.entries(BADLY_ASKED)) judge(trainer, name, grid, model);
  }
  return verdicts;
}

// The specs' sandbox slows number crunching tenfold, so they run this file as a program of its own.
if (require.main === module)
  void judgeBadInput().then((verdicts) => process.stdout.write(JSON.stringify(verdicts)));
