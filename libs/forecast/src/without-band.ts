import type { ForecastModel } from './forecast-model';
import type { PointModel } from './point-model';
import { fromLogScale } from './rolling-errors';

/** A point model on its own: it says its values and no quantiles, whatever is asked. For measuring it beside others. */
export const withoutBand = (model: PointModel): ForecastModel => ({
  name: model.name,
  needs: { inputs: ['carbon-intensity-history'], minKnownHours: 0 },
  predict: ({ quantileLevels: _levels, ...request }) => {
    const answer = model.predict(request);
    if (answer.kind === 'refused') return answer;
    const { logs, spokenBy } = answer;
    return {
      kind: 'predicted',
      values: logs.map(fromLogScale),
      quantiles: [],
      ...(spokenBy && { spokenBy }),
    };
  },
});
