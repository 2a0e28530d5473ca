import { atHour, historyOf } from '../history.fixture';
import { fromLogScale } from '../rolling-errors';
import { solveCholesky, toCholesky } from './cholesky';
import { intensityLogs, mixLogs } from './forecast-ridge';
import type { RidgeForecast } from './forecast-ridge';
import { frameUntil } from './grid-frame';
import { dot } from './inner-products';
import { designColumn, truthsOf } from './ridge-rows';
import { signalOf } from './signal';
import { standardised } from './standard-scale';

// The numbers of docs/formulas/ridge-forecast.md, step by step.

/** 60 days: the newest hour was 0.2 below, at or above the usual, and the hour of the issue half as far. */
const DAYS = 60;
const newest = (row: number) => 0.2 * ((row % 3) - 1);
const origins = Array.from({ length: DAYS }, (_, row) => row * 24);
const rows = { origins, weights: new Float64Array(DAYS).fill(1), roots: new Float64Array(DAYS).fill(1) };
const truths = signalOf(Float64Array.from({ length: DAYS * 24 }, (_, hour) => newest(hour / 24) / 2));
truths.profile.fill(0);

/** What one input makes of a newest hour that is 0.2 above the usual, at a penalty. */
function deviationAt(penalty: number): number {
  const scale = new Float32Array(2);
  const column = designColumn(
    { name: 'intensity-lag-1', valueAt: ({ origin }) => newest(origin / 24) },
    rows,
    0,
    scale,
  );
  const factor = toCholesky({ size: 1, cells: Float64Array.of(dot(column, column) + penalty) });
  const rightSide = Float64Array.of(dot(column, truthsOf(truths, rows, 0).weighted));
  const [coefficient = NaN] = solveCholesky(factor, rightSide);
  return coefficient * standardised(0.2, scale[0] ?? NaN, scale[1] ?? NaN);
}

/** Eight days of 199 gCO2eq/kWh, made of 3000 MW of gas and 1000 MW of wind. */
const HOURS = 8 * 24;
const steady = (mw: number) => new Float64Array(HOURS).fill(mw);
const sources = [
  { source: 'gas', emissionFactorGPerKwh: 490, valuesMw: steady(3000) },
  { source: 'wind', emissionFactorGPerKwh: 11, valuesMw: steady(1000) },
];

function forecastOf(intensity: number, gasMw: number, windMw: number): RidgeForecast {
  const grid = { history: historyOf(HOURS, () => 199), sources };
  return {
    parameters: {
      inputs: ['carbon-intensity-history', 'generation-by-source'],
      sourceNames: ['gas', 'wind'],
      hasWeather: false,
      sources,
      hasIntensity: true,
      logRange: [Math.log(150), Math.log(250)],
      layoutPrint: 0,
      anchors: [],
    },
    frame: frameUntil(grid, atHour(HOURS), ['gas', 'wind']),
    span: { origin: HOURS, known: HOURS, issue: HOURS, hours: 1 },
    deviations: {
      missing: [],
      variant: 'full',
      intensity: Float64Array.of(intensity),
      sources: [Float64Array.of(gasMw), Float64Array.of(windMw)],
    },
  };
}

const firstHour = (logs: ReturnType<typeof mixLogs>): number => {
  if ('kind' in logs) throw new Error(logs.reason);
  return fromLogScale(logs[0] ?? NaN);
};

describe('the worked example of a ridge forecast', () => {
  it.each([
    ['of no penalty', 0, 0.1],
    ['at the issue', 15, 0.08],
    ['a day ahead', 75, 6 / 135],
  ])('%s', (_when, penalty, deviation) => {
    expect(deviationAt(penalty)).toBeCloseTo(deviation, 6);
  });

  it.each([
    [0.08, 215.66],
    [6 / 135, 208.09],
  ])('puts a deviation of %d on the usual 199 g', (deviation, intensity) => {
    expect(firstHour(intensityLogs(forecastOf(deviation, 0, 0)))).toBeCloseTo(intensity, 2);
  });

  it('goes no farther than a tenth beyond what was seen', () => {
    expect(firstHour(intensityLogs(forecastOf(2, 0, 0)))).toBeCloseTo(250 * Math.exp(0.1) - 1, 6);
    expect(firstHour(intensityLogs(forecastOf(-2, 0, 0)))).toBeCloseTo(150 * Math.exp(-0.1) - 1, 6);
  });

  it('mixes the sources by their factors', () => {
    // (2500 x 490 + 1500 x 11) / 4000
    expect(firstHour(mixLogs(forecastOf(0, -500, 500)))).toBeCloseTo(310.375, 6);
  });

  it('lets no source run backwards', () => {
    expect(firstHour(mixLogs(forecastOf(0, 0, -1200)))).toBeCloseTo(490, 6);
  });
});
