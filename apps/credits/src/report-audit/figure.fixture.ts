import type { SustainabilityReportContent } from '@ecobe/contracts';

/** A part of a report as single rows give it; columns are named as in the report. $1 organisation, $2 from, $3 to (not included). */
export interface Figure {
  readonly sql: string;
  /** The same as the report tells it, rows in any order; sentences are not compared. */
  readonly told: (content: SustainabilityReportContent) => readonly object[];
}

export type Figures = Readonly<Record<string, Figure>>;

/** Grams of micrograms, up; kWh of microwatthours; percent of a whole, down. All exact until the last step. */
export const gramsUp = (ug: string): string => `ceil((${ug}) * 0.000001)::float8`;
export const kwh = (uwh: string): string => `((${uwh}) * 0.000000001)::float8`;
export const percent = (part: string, whole: string): string =>
  `(0.01 * div(10000.0 * (${part}), nullif(${whole}, 0)))::float8`;
