import { ISSUED_HOURS } from '../forecast-model';

/** Regressions are fitted for issues at every third UTC hour; an hour between takes those of the one before it. */
export const ANCHOR_STEP_HOURS = 3;
/** Leads that have a regression: those of an issue, and the hours from its anchor to it. */
export const FITTED_LEADS = ISSUED_HOURS + ANCHOR_STEP_HOURS - 1;

/** What a regression says: the deviation of the intensity (log scale), or of one source's generation (MW). */
export interface RidgeOutput {
  /** Null for the intensity. */
  readonly source: string | null;
  readonly emissionFactorGPerKwh: number;
}

/** The regressions of one hour of issue, lead after lead. */
export interface AnchorRegressions {
  /** Mean and deviation of every origin column, in turn. */
  readonly originScales: Float32Array;
  /** The same of every target column, lead after lead. */
  readonly targetScales: Float32Array;
  /** Intercept, then a coefficient per origin column and per target column; output after output, lead after lead. */
  readonly coefficients: Float32Array;
}

/** Regressions for every hour of issue. */
export interface RidgeRegressions {
  readonly outputs: readonly RidgeOutput[];
  /** Names of the columns, to be sure that they are read in the order in which they were learnt. */
  readonly originColumns: readonly string[];
  readonly targetColumns: readonly string[];
  /** One for every {@link ANCHOR_STEP_HOURS} hours of the UTC day, from 0 on; null where too few rows were there. */
  readonly anchors: readonly (AnchorRegressions | null)[];
}

/** All that a ridge learnt of a zone: plain data. */
export interface RidgeParameters extends RidgeRegressions {
  /** Inputs that were there, as in a fit's features. */
  readonly inputs: readonly string[];
  /** Sources whose shares are inputs, in the order of their columns. */
  readonly sources: readonly string[];
  /** Lowest and highest intensity that was seen, on the log scale. */
  readonly logRange: readonly [number, number];
}
