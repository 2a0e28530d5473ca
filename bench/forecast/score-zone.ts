import path from 'node:path';
import type { Basis } from '@ecobe/carbon';
import { FORECAST_MODELS, backtest, predictBest } from '@ecobe/forecast';
import type { ForecastModel, ForecastScore, GridHistory } from '@ecobe/forecast';
import { readGridFile } from './grid-file';
import { gridHistoryOf } from './grid-history';
import type { WeatherMode } from './grid-history';
import { knownModel } from './known-models';
import type { Period } from './period';
import { trainModel } from './train-model';
import type { Training } from './train-model';

/** One model on one zone over one test period. */
export interface ZoneJob {
  readonly file: string;
  readonly zone: string;
  readonly model: string;
  readonly period: Period;
  readonly basis: Basis;
  readonly weather: WeatherMode;
  readonly isIntraday: boolean;
}

export interface ModelScore {
  /** One for each day of lead. */
  readonly days: readonly ForecastScore[];
  readonly whole: ForecastScore;
}

export interface ZoneReport {
  readonly job: ZoneJob;
  readonly model: string;
  readonly score: ModelScore;
  readonly baselines: Baselines;
  readonly training: Training;
  /** CPU of one forecast with its quantiles, median over the origins; wall time would tell of other programs too. */
  readonly serveMs: number;
  readonly originCount: number;
  /** Origins at which a simpler model had to speak instead, as in production. */
  readonly fallbackCount: number;
}

const BASELINES = { persistence: 'persistence', naive: 'seasonal-naive-24h', profile: 'profile-7d' } as const;
export type BaselineKey = keyof typeof BASELINES;
type Baselines = Readonly<Record<BaselineKey, ModelScore>>;
export const BASELINE_KEYS = Object.keys(BASELINES) as BaselineKey[];

const QUANTILE_LEVELS = [0.05, 0.1, 0.5, 0.9, 0.95];
const DAY_HOURS = 24;
const MAIN = { stepHours: 24, horizonHours: 96 } as const;
const INTRADAY = { stepHours: 6, horizonHours: 48 } as const;
/** Share of the progress that training takes. */
const TRAINING_SHARE = 0.7;

/**
 * Trains before the period and scores in it.
 * @throws Error for a file or a model that cannot be used.
 */
export async function scoreZone(job: ZoneJob, onProgress: (share: number) => void): Promise<ZoneReport> {
  const grid = gridHistoryOf(await readGridFile(job.file), job.basis, job.weather);
  const { model, training } = await trainModel(knownModel(job.model), grid, job.period.startMs, (share) => {
    onProgress(share * TRAINING_SHARE);
  });
  const served = servedAs(job.model, model);
  const baselines = BASELINE_KEYS.map((key) => ruleNamed(BASELINES[key]));
  const { scores, originCount } = scoreModels(job, grid, [served.model, ...baselines], (share) => {
    onProgress(TRAINING_SHARE + share * (1 - TRAINING_SHARE));
  });
  const [score, ...baselineScores] = scores;
  if (score === undefined) throw new Error('no model was scored');
  return {
    job,
    model: job.model,
    score,
    baselines: Object.fromEntries(BASELINE_KEYS.map((key, i) => [key, baselineScores[i]])) as Baselines,
    training,
    serveMs: median(served.durationsMs),
    originCount,
    fallbackCount: served.fallbacks(),
  };
}

/** The model as production serves it: where it lacks something, the next simpler one speaks. */
function servedAs(name: string, first: ForecastModel | null) {
  const models = first === null ? FORECAST_MODELS : [first, ...FORECAST_MODELS];
  const durationsMs: number[] = [];
  let fallbackCount = 0;
  const model: ForecastModel = {
    name,
    needs: { inputs: [], minKnownHours: 0 },
    predict: (request) => {
      const before = process.cpuUsage();
      const outcome = predictBest(request, models);
      const { user, system } = process.cpuUsage(before);
      durationsMs.push((user + system) / 1000);
      if (outcome.kind === 'refused') return outcome;
      if (outcome.model !== first) fallbackCount += 1;
      return outcome.prediction;
    },
  };
  return { model, durationsMs, fallbacks: () => fallbackCount };
}

function ruleNamed(name: string): ForecastModel {
  const known = knownModel(name);
  if (known.kind !== 'rule') throw new Error(`${name} is no baseline`);
  return known.model;
}

/** Scores of all on the same origins: one at which any of them refuses counts for none. */
function scoreModels(
  job: ZoneJob,
  grid: GridHistory,
  scored: readonly ForecastModel[],
  onProgress: (share: number) => void,
): { scores: ModelScore[]; originCount: number } {
  const { stepHours, horizonHours } = job.isIntraday ? INTRADAY : MAIN;
  const days = Array.from({ length: horizonHours / DAY_HOURS }, (_, day) => ({
    fromLeadHours: day * DAY_HOURS,
    toLeadHours: (day + 1) * DAY_HOURS,
  }));
  const { models, originCount } = backtest(scored, {
    grid,
    firstIssueMs: job.period.startMs,
    endMs: job.period.endMs,
    stepHours,
    horizonHours,
    leadBuckets: [...days, { fromLeadHours: 0, toLeadHours: horizonHours }],
    quantileLevels: QUANTILE_LEVELS,
    onProgress,
  });
  if (originCount === 0)
    throw new Error(`${path.basename(job.file)}: at no origin could all of them speak, baselines included`);
  return { scores: models.map(({ buckets }) => scoreFrom(buckets)), originCount };
}

function scoreFrom(buckets: readonly ForecastScore[]): ModelScore {
  const whole = buckets.at(-1);
  if (whole === undefined) throw new Error('no lead was scored');
  return { days: buckets.slice(0, -1), whole };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
