import { ISSUED_HOURS } from '../forecast-model';

/** Regressions are fitted for issues at every third UTC hour; an hour between takes those of the one before it. */
export const ANCHOR_STEP_HOURS = 3;
/** Leads that have a regression: those of an issue, and the hours from its anchor to it. */
export const FITTED_LEADS = ISSUED_HOURS + ANCHOR_STEP_HOURS - 1;

/** One source whose generation is forecast. */
interface RidgeSource {
  readonly source: string;
  readonly emissionFactorGPerKwh: number;
}

/** The regressions of one hour of issue. Scales are mean and standard deviation in turn, 0 for a column left out. */
export interface AnchorRegressions {
  readonly originScales: Float32Array;
  /** Of the target columns, lead after lead. */
  readonly targetScales: Float32Array;
  /** For each lead the coefficients of its regressions, one after the other in the order of `regressionsOf`. */
  readonly coefficients: readonly Float32Array<ArrayBuffer>[];
}

/** All that a ridge learnt of a zone: plain data. */
export interface RidgeParameters {
  /** Inputs that were there, as in a fit's features. */
  readonly inputs: readonly string[];
  /** Sources that are inputs, in the order of their columns. */
  readonly sourceNames: readonly string[];
  readonly hasWeather: boolean;
  /** Sources that are forecast; none where factors do not explain the intensity. */
  readonly sources: readonly RidgeSource[];
  /** Whether there are regressions of the intensity. */
  readonly hasIntensity: boolean;
  /** Lowest and highest intensity that was seen, on the log scale. */
  readonly logRange: readonly [number, number];
  /** Of the inputs and their order: coefficients are read by place. */
  readonly layoutPrint: number;
  /** One for every {@link ANCHOR_STEP_HOURS} hours of the UTC day, from 0 on; null where too few rows were there. */
  readonly anchors: readonly (AnchorRegressions | null)[];
}
