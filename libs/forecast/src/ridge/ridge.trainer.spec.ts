import { syntheticGrid } from '../grid.fixture';
import type { GridHistory } from '../grid-history';
import { atHour } from '../history.fixture';
import type { PointFit, PointTrainer } from '../point-model';
import { profileModel } from '../profile.model';
import { fromLogScale } from '../rolling-errors';
import { openRidge } from './forecast-ridge';
import type { RidgeParameters } from './ridge-parameters';
import { ridgeTrainer, sourceRidgeTrainer } from './ridge.trainer';

const UNTIL = 60 * 24;
/** Runs reach four days, and the intensity follows the wind of the hour. */
const whole = syntheticGrid(UNTIL + 20 * 24, 11, 4);
const { history, sources, weather } = whole;
const withWeather = { history, weather };
const HORIZON = 48;

async function fitOf(trainer: PointTrainer, grid: GridHistory): Promise<PointFit> {
  const fit = await trainer.train({ ...grid, untilMs: atHour(UNTIL) });
  if (fit.kind === 'refused') throw new Error(fit.reason);
  return fit;
}

const intensitiesOf = (trainer: PointTrainer, fit: PointFit, grid: GridHistory, hour: number) => {
  const answer = trainer.open(fit).predict({ ...grid, issuedAtMs: atHour(hour), horizonHours: HORIZON });
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer.logs.map(fromLogScale);
};

const byProfile = (hour: number) => {
  const request = { history, issuedAtMs: atHour(hour), horizonHours: HORIZON, quantileLevels: [] };
  const answer = profileModel.predict(request);
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer.values;
};

/** Mean absolute percentage error over issues at 00 UTC of days that nothing was learnt from. */
function mapeOf(forecastAt: (hour: number) => Float64Array): number {
  const errors = Array.from({ length: 17 }, (_, day) => UNTIL + day * 24).flatMap((issue) =>
    [...forecastAt(issue)].map((value, lead) => {
      const truth = history.values[issue + lead] ?? NaN;
      return (100 * Math.abs(value - truth)) / truth;
    }),
  );
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

describe('ridgeTrainer', () => {
  it('learns how the intensity follows the weather, which the profile cannot know', async () => {
    const fit = await fitOf(ridgeTrainer, withWeather);
    expect(fit.features).toEqual(['carbon-intensity-history', 'weather']);
    const learnt = mapeOf((hour) => intensitiesOf(ridgeTrainer, fit, withWeather, hour));
    const blind = mapeOf((hour) => intensitiesOf(ridgeTrainer, fit, { history }, hour));
    expect(learnt).toBeLessThan(0.6 * mapeOf(byProfile));
    expect(learnt).toBeLessThan(0.8 * blind);
  });

  it('says which inputs it misses, and then reads the history alone', async () => {
    const fit = await fitOf(ridgeTrainer, withWeather);
    const forecastAt = openRidge(fit.parameters as RidgeParameters);
    const missingOf = (grid: GridHistory) => {
      const forecast = forecastAt({ ...grid, issuedAtMs: atHour(UNTIL + 30), horizonHours: HORIZON });
      return 'kind' in forecast ? forecast.reason : forecast.deviations.missing;
    };
    expect(missingOf(withWeather)).toEqual([]);
    expect(missingOf({ history })).toEqual(['weather']);
    expect(missingOf({ history, weather: { byAgeDays: [] } })).toEqual(['weather']);
    const plain = await fitOf(ridgeTrainer, { history });
    const expected = intensitiesOf(ridgeTrainer, plain, { history }, UNTIL + 30);
    intensitiesOf(ridgeTrainer, fit, { history, sources }, UNTIL + 30).forEach((value, lead) => {
      expect(value).toBeCloseTo(expected[lead] ?? NaN, 6);
    });
  });

  it('opens no fit of another trainer', async () => {
    const fit = await fitOf(ridgeTrainer, { history });
    expect(() => sourceRidgeTrainer.open(fit)).toThrow('ridge-by-source@2 cannot open a fit of ridge@2');
  });

  it('reads no coefficients of inputs that were laid out otherwise', async () => {
    const fit = await fitOf(ridgeTrainer, { history });
    const parameters = { ...(fit.parameters as RidgeParameters), layoutPrint: 1 };
    const model = ridgeTrainer.open({ ...fit, parameters });
    const request = { history, issuedAtMs: atHour(UNTIL + 30), horizonHours: HORIZON };
    expect(() => model.predict(request)).toThrow('laid out otherwise');
  });
});

describe('sourceRidgeTrainer', () => {
  const zone = { history, sources };

  it('says what the forecast mix emits', async () => {
    const fit = await fitOf(sourceRidgeTrainer, zone);
    expect(fit.features).toEqual(['carbon-intensity-history', 'generation-by-source']);
    const learnt = mapeOf((hour) => intensitiesOf(sourceRidgeTrainer, fit, zone, hour));
    expect(learnt).toBeLessThan(mapeOf(byProfile));
  });

  it('refuses a request without the generation', async () => {
    const fit = await fitOf(sourceRidgeTrainer, zone);
    const model = sourceRidgeTrainer.open(fit);
    const request = { issuedAtMs: atHour(UNTIL + 30), horizonHours: HORIZON };
    const reason = 'generation-by-source missing';
    expect(model.predict({ ...request, history })).toEqual({ kind: 'refused', reason });
  });

  it.each<[string, GridHistory, string]>([
    ['without sources', { history }, 'no generation by source is known'],
    [
      'whose factors do not explain its intensity',
      { history: { ...history, values: history.values.map((value) => value * 1.25) }, sources },
      'generation times factors misses the intensity by 20.0 % in the median, more than 2 %',
    ],
  ])('does not learn a zone %s', async (_what, grid, reason) => {
    const answer = await sourceRidgeTrainer.train({ ...grid, untilMs: atHour(UNTIL) });
    expect(answer).toEqual({ kind: 'refused', reason });
  });
});
