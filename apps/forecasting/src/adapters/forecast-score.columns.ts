import type { ScoreSums } from '@ecobe/forecast';
import type { BucketOfDay, ExcludedHourCounts } from '../ports/day-score';

/** Everything that is counted or summed in a row of `forecasting.forecast_score`. */
export type FigureRow = ScoreSums & ExcludedHourCounts;

const COLUMNS: readonly [figure: keyof FigureRow, column: string][] = [
  ['hourCount', 'hour_count'],
  ['zeroHourCount', 'zero_hour_count'],
  ['coveredHourCount', 'covered_hour_count'],
  ['absoluteErrorSum', 'absolute_error_sum'],
  ['relativeErrorSum', 'relative_error_sum'],
  ['pinballSum', 'pinball_sum'],
  ['naiveAbsoluteErrorSum', 'naive_absolute_error_sum'],
  ['naiveRelativeErrorSum', 'naive_relative_error_sum'],
  ['noTruth', 'no_truth_count'],
  ['noBaseline', 'no_baseline_count'],
  ['otherKind', 'other_kind_count'],
  ['repeated', 'repeated_count'],
];

/** `hour_count, zero_hour_count, ...` */
export const FIGURE_COLUMNS: string = COLUMNS.map(([, column]) => column).join(', ');

/** Each column added up, named as the figure; all as doubles, which a driver gives as numbers. */
export const FIGURE_TOTALS: string = COLUMNS.map(
  ([figure, column]) => `sum(${column})::double precision AS "${figure}"`,
).join(', ');

/** Placeholders of one array per column, from `$first` on; PostgreSQL casts counts to whole numbers. */
export const figureArrays = (first: number): string =>
  COLUMNS.map((_column, index) => `$${first + index}::double precision[]`).join(', ');

/** One array per column, in the order of {@link FIGURE_COLUMNS}. */
export function figuresByColumn(buckets: readonly BucketOfDay[]): number[][] {
  const rows: FigureRow[] = buckets.map(({ sums, excluded }) => ({ ...sums, ...excluded }));
  return COLUMNS.map(([figure]) => rows.map((row) => row[figure]));
}

/** What {@link figuresByColumn} was made from. */
export const bucketFigures = ({
  noTruth,
  noBaseline,
  otherKind,
  repeated,
  ...sums
}: FigureRow): Pick<BucketOfDay, 'sums' | 'excluded'> => ({
  sums,
  excluded: { noTruth, noBaseline, otherKind, repeated },
});
