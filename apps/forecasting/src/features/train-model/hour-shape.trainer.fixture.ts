import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { hourlyHistory } from '@ecobe/forecast';
import type { ForecastModel, HourlyHistory, ModelFit, ModelTrainer, TrainingRequest } from '@ecobe/forecast';

const WEEK_HOURS = 168;
const MIN_HOURS = 3 * WEEK_HOURS;
/** Half the width of the band; a fixture does not measure it. */
const BAND = 0.1;

const hourOfWeek = (atMs: number): number => Math.floor(atMs / HOUR_MS) % WEEK_HOURS;

/** Learns the mean of each hour of the week: a small real trainer, good where weekends differ from weekdays. */
export const hourShapeTrainer: ModelTrainer = {
  name: 'hour-shape@1',
  train: ({ history, untilMs, onProgress }: TrainingRequest) => {
    const known = Math.min(history.values.length, (untilMs - history.startMs) / HOUR_MS);
    if (known < MIN_HOURS) {
      return Promise.resolve({ kind: 'refused', reason: `${known} hours, at least ${MIN_HOURS} are needed` });
    }
    const [sums, counts] = [new Float64Array(WEEK_HOURS), new Float64Array(WEEK_HOURS)];
    for (let index = 0; index < known; index++) {
      const value = history.values[index] ?? NaN;
      const slot = hourOfWeek(history.startMs + index * HOUR_MS);
      if (Number.isNaN(value)) continue;
      sums[slot] = (sums[slot] ?? 0) + value;
      counts[slot] = (counts[slot] ?? 0) + 1;
      if (index % WEEK_HOURS === 0) onProgress?.(index / known);
    }
    return Promise.resolve(
      fitOf(
        sums.map((sum, slot) => sum / (counts[slot] ?? 0)),
        history.startMs,
        untilMs,
      ),
    );
  },
  open: (fit) => {
    if (fit.trainer !== hourShapeTrainer.name)
      throw new RangeError(`${fit.trainer} is no ${hourShapeTrainer.name}`);
    return modelOf(fit.parameters as Float64Array);
  },
};

const fitOf = (parameters: Float64Array, trainedFromMs: number, trainedUntilMs: number): ModelFit => ({
  kind: 'trained',
  trainer: hourShapeTrainer.name,
  trainedFromMs,
  trainedUntilMs,
  features: ['hour of the week'],
  metrics: {
    fromMs: trainedUntilMs,
    untilMs: trainedUntilMs,
    originCount: 0,
    model: { model: hourShapeTrainer.name, days: [] },
    baselines: [],
  },
  parameters,
});

const modelOf = (shape: Float64Array): ForecastModel => ({
  name: hourShapeTrainer.name,
  needs: { inputs: ['carbon-intensity-history'], minKnownHours: 1 },
  predict: ({ issuedAtMs, horizonHours, quantileLevels }) => {
    const values = Float64Array.from(
      { length: horizonHours },
      (_, lead) => shape[hourOfWeek(issuedAtMs + lead * HOUR_MS)] ?? NaN,
    );
    const quantiles = quantileLevels.map((level) => ({
      level,
      values: values.map((value) => value * (1 + BAND * Math.sign(level - 0.5))),
    }));
    return { kind: 'predicted', values, quantiles };
  },
});

/** A grid whose weekends are far cleaner than its weekdays, with a little seeded noise. gCO2eq/kWh */
export function weeklyIntensity(atMs: number): number {
  const isWeekend = [0, 6].includes(new Date(atMs).getUTCDay());
  const swing = 1 + 0.2 * Math.sin((2 * Math.PI * (atMs % DAY_MS)) / DAY_MS);
  const noise = Math.sin((atMs / HOUR_MS) * 12.9898) * 43_758.5453;
  return 300 * (isWeekend ? 0.6 : 1) * swing * (1 + 0.01 * (noise - Math.floor(noise)));
}

/** So many days of that grid before an instant. */
export const weeklyHistory = (untilMs: number, days: number): HourlyHistory => {
  const startMs = untilMs - days * DAY_MS;
  return hourlyHistory(
    startMs,
    Array.from({ length: days * 24 }, (_, hour) => weeklyIntensity(startMs + hour * HOUR_MS)),
  );
};
