import type { ModelScore, ZoneReport } from './score-zone';
import { BASELINE_KEYS } from './score-zone';

/** The figures of one zone, or their mean; null where nothing speaks for one. */
export interface Figures {
  readonly [key: string]: number | null | Figures;
}

function modelFigures({ days, whole }: ModelScore): Record<string, number | null> {
  const mapes = days.map(({ mapePercent }) => mapePercent);
  return {
    ...Object.fromEntries(mapes.map((mape, day) => [`day${day + 1}`, mape])),
    [`mean${days.length}`]: meanOf(mapes),
    mae: whole.maeGPerKwh,
    bias: whole.biasGPerKwh,
    day1P90: days[0]?.mapeP90Percent ?? null,
    day1P95: days[0]?.mapeP95Percent ?? null,
  };
}

/** MAPE and coverage in percent, MAE, bias and pinball loss in gCO2eq/kWh. */
export function figuresOf({ score, baselines, training, serveMs, ...counts }: ZoneReport): Figures {
  return {
    ...modelFigures(score),
    ...Object.fromEntries(BASELINE_KEYS.map((key) => [key, modelFigures(baselines[key])])),
    coverage80: score.whole.coverage80Percent,
    coverage90: score.whole.coverage90Percent,
    coverage80Day1: score.days[0]?.coverage80Percent ?? null,
    coverage90Day1: score.days[0]?.coverage90Percent ?? null,
    pinball: score.whole.pinballGPerKwh,
    trainSeconds: training.cpuSeconds,
    peakMegabytes: training.peakMegabytes,
    fitMegabytes: training.fitMegabytes,
    serveMs,
    origins: counts.originCount,
    fallbacks: counts.fallbackCount,
  };
}

/** The mean over zones of every figure; null where a zone lacks it. */
export function meanFigures(all: readonly Figures[]): Figures {
  const [first = {}] = all;
  return Object.fromEntries(
    Object.keys(first).map((key) => {
      const values = all.map((figures) => figures[key] ?? null);
      const nested = values.filter((value) => value !== null && typeof value === 'object');
      if (nested.length > 0) return [key, meanFigures(nested)];
      return [key, meanOf(values.map((value) => (typeof value === 'number' ? value : null)))];
    }),
  );
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** A figure by its key, `day1` or `naive.day1`. */
export function figureAt(figures: Figures, key: string): number | null {
  const [first = '', second] = key.split('.');
  const value = figures[first] ?? null;
  if (value === null || typeof value === 'number') return second === undefined ? value : null;
  return second === undefined ? null : figureAt(value, second);
}
