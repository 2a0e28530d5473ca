import type { ModelRefusal } from '../forecast-model';
import type { PointFit, PointModel, PointRequest, PointTrainer, PredictedLogs } from '../point-model';
import { at } from '../rolling-errors';

/** What the network's word counts in the geometric mean; the rest is the base's. */
const LSTM_SHARE = 0.2;

interface Parameters {
  readonly base: PointFit;
  /** Null where the history was too short for a network. */
  readonly lstm: PointFit | null;
}

/**
 * A point model joined by an LSTM. Training takes several times as long as that of the base alone, so this is nobody's
 * default: docs/formulas/lstm-forecast.md tells what it is worth.
 */
export function joinedByLstm(baseTrainer: PointTrainer, lstmTrainer: PointTrainer): PointTrainer {
  const name = `${baseTrainer.name.split('@')[0] ?? ''}-lstm@1`;
  return {
    name,
    train: async (request) => {
      const { onProgress } = request;
      const base = await baseTrainer.train({ ...request, onProgress: (share) => onProgress?.(share / 2) });
      if (base.kind === 'refused') return base;
      const lstm = await lstmTrainer.train({
        ...request,
        onProgress: (share) => onProgress?.((1 + share) / 2),
      });
      const parameters: Parameters = { base, lstm: lstm.kind === 'trained' ? lstm : null };
      return { kind: 'trained', trainer: name, features: base.features, parameters };
    },
    open: (fit) => {
      if (fit.trainer !== name) throw new RangeError(`${name} cannot open a fit of ${fit.trainer}`);
      const { base, lstm } = fit.parameters as Parameters;
      const model = baseTrainer.open(base);
      return lstm === null ? model : joined(name, model, lstmTrainer.open(lstm));
    },
  };
}

/** Where one of both cannot speak, the other speaks alone. */
const joined = (name: string, base: PointModel, lstm: PointModel): PointModel => ({
  name,
  predict: (request) => meanOf(base.predict(request), lstm.predict(request), request),
});

function meanOf(
  base: PredictedLogs | ModelRefusal,
  lstm: PredictedLogs | ModelRefusal,
  { horizonHours }: PointRequest,
): PredictedLogs | ModelRefusal {
  if (base.kind === 'refused') return lstm.kind === 'refused' ? base : lstm;
  if (lstm.kind === 'refused') return base;
  const logs = Float64Array.from(
    { length: horizonHours },
    (_, hour) => (1 - LSTM_SHARE) * at(base.logs, hour) + LSTM_SHARE * at(lstm.logs, hour),
  );
  return { kind: 'predicted', logs };
}
