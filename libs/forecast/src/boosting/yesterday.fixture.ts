import { HOUR_MS } from '@ecobe/carbon';
import type { PointTrainer } from '../point-model';
import { at } from '../rolling-errors';

/** The simplest base there is: each hour as on the day before the issue. It learns nothing. */
export const yesterdayTrainer: PointTrainer = {
  name: 'yesterday@1',
  train: () =>
    Promise.resolve({ kind: 'trained', trainer: 'yesterday@1', features: ['intensity'], parameters: null }),
  open: () => ({
    name: 'yesterday@1',
    predict: ({ history, issuedAtMs, horizonHours }) => {
      const issue = (issuedAtMs - history.startMs) / HOUR_MS;
      const logs = Float64Array.from({ length: horizonHours }, (_, lead) =>
        Math.log1p(at(history.values, issue - 24 + (lead % 24))),
      );
      return logs.some(Number.isNaN)
        ? { kind: 'refused', reason: 'yesterday is not known' }
        : { kind: 'predicted', logs };
    },
  }),
};
