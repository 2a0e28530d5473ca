import type { PointFit, PointModel, PointTrainer, PredictedLogs } from '../point-model';
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
      return lstm === null ? model : joined(model, lstmTrainer.open(lstm));
    },
  };
}

/** Where one of both cannot speak, the other speaks alone, and it is told. */
const joined = (base: PointModel, lstm: PointModel): PointModel => ({
  name: `${base.name}+${lstm.name}`,
  predict: (request) => {
    const [ofBase, ofLstm] = [base.predict(request), lstm.predict(request)];
    if (ofBase.kind === 'refused') return ofLstm.kind === 'refused' ? ofBase : alone(ofLstm, lstm);
    if (ofLstm.kind === 'refused') return alone(ofBase, base);
    const spokenBy = ofBase.spokenBy && { spokenBy: `${ofBase.spokenBy}+${lstm.name}` };
    return { kind: 'predicted', logs: meanOf(ofBase.logs, ofLstm.logs), ...spokenBy };
  },
});

const alone = (answer: PredictedLogs, { name }: PointModel): PredictedLogs => ({ spokenBy: name, ...answer });

const meanOf = (base: Float64Array, lstm: Float64Array): Float64Array =>
  base.map((log, hour) => (1 - LSTM_SHARE) * log + LSTM_SHARE * at(lstm, hour));
