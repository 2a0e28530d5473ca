import type { ForecastModel, ForecastRequest, ModelRefusal, PredictedHours } from '@ecobe/forecast';

/**
 * A learnt model, kept from doing harm: where it throws, or says what no intensity can be, it has refused, and a simpler
 * model speaks. A wrong request is still the caller's error.
 */
export const guarded = (model: ForecastModel): ForecastModel => ({
  ...model,
  predict: (request) => checked(answerOf(model, request), request.horizonHours),
});

function answerOf(model: ForecastModel, request: ForecastRequest): PredictedHours | ModelRefusal {
  try {
    return model.predict(request);
  } catch (error) {
    return { kind: 'refused', reason: `it failed (${(error as Error).message})` };
  }
}

function checked(answer: PredictedHours | ModelRefusal, horizonHours: number): PredictedHours | ModelRefusal {
  if (answer.kind === 'refused') return answer;
  const isSound = [answer.values, ...answer.quantiles.map(({ values }) => values)].every(
    (values) =>
      values.length === horizonHours && values.every((value) => Number.isFinite(value) && value >= 0),
  );
  return isSound ? answer : { kind: 'refused', reason: 'it said hours that are no intensity' };
}
