import { HOUR_MS } from '@ecobe/carbon';
import { START_MS, seededNoise } from '../history.fixture';
import type { GridHistory } from '../grid-history';
import type { PointTrainer } from '../point-model';

const DAYS = 7;

/** Says of each hour the mean of the same hour of the last seven days; notes the issues that it was asked for. */
export const weeklyMean = (asked: number[] = []): PointTrainer => ({
  name: 'weekly-mean@1',
  train: (request) => {
    const features = ['carbon-intensity-history'];
    request.onProgress?.(1);
    return Promise.resolve({ kind: 'trained', trainer: 'weekly-mean@1', features, parameters: null });
  },
  open: () => ({
    name: 'weekly-mean@1',
    predict: ({ history, issuedAtMs, horizonHours }) => {
      asked.push(issuedAtMs);
      const end = (issuedAtMs - history.startMs) / HOUR_MS;
      const logs = Float64Array.from({ length: horizonHours }, (_, lead) =>
        meanOf(history.values, end, lead % 24),
      );
      if (logs.some(Number.isNaN)) return { kind: 'refused', reason: 'an hour of the day is unknown' };
      return { kind: 'predicted', logs };
    },
  }),
});

function meanOf(values: Float64Array, end: number, slot: number): number {
  let [sum, count] = [0, 0];
  for (let day = 1; day <= DAYS; day++) {
    const value = values[end - day * 24 + slot] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += Math.log1p(value);
    count += 1;
  }
  return sum / count;
}

/** Around 300 gCO2eq/kWh: noise that lasts for hours, three times as strong at noon as at night, times `strength` of the day. */
export function restlessGrid(days: number, seed: number, strength: (day: number) => number): GridHistory {
  const noise = seededNoise(seed);
  let level = 0;
  const values = Float64Array.from({ length: days * 24 }, (_, hour) => {
    level = 0.9 * level + 0.03 * noise();
    const ofHour = 2 - Math.cos((2 * Math.PI * hour) / 24);
    return 300 * Math.exp(level * ofHour * strength(hour / 24));
  });
  return { history: { startMs: START_MS, values } };
}
