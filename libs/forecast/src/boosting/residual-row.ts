import type { GridFrame } from '../ridge/grid-frame';
import { usualDay } from '../ridge/usual-day';
import { residualColumns } from './residual-columns';
import type { ResidualColumns } from './residual-columns';
import type { ResidualPlace } from './residual-place';

/** Days before an issue that the columns read: four weeks, and the profile that the first of their hours needs. */
export const READ_DAYS = 28;

/** One forecast of the base: what rows of it have in common. */
export type ResidualIssue = Omit<ResidualPlace, 'target'>;

/** Rows of numbers for the trees, hour by hour of a forecast. */
export class ResidualRows {
  readonly names: readonly string[];
  private readonly columns: ResidualColumns;
  private readonly row: Float32Array;

  constructor(private readonly frame: GridFrame) {
    this.columns = residualColumns(frame);
    this.names = [...this.columns.ofIssue, ...this.columns.ofHour].map(({ name }) => name);
    this.row = new Float32Array(this.names.length);
  }

  /** Null where too many hours of the day are unknown in the last 7 days. */
  issueAt(origin: number, issue: number, baseLogs: Float64Array): ResidualIssue | null {
    const usual = usualDay(this.frame.intensity, origin);
    if (usual === null) return null;
    const issued = { origin, issue, baseLogs, usualDay: usual };
    const place = { ...issued, target: origin };
    this.columns.ofIssue.forEach((column, i) => {
      this.row[i] = column.valueAt(place);
    });
    return issued;
  }

  /** The row of one hour of the forecast that was asked about last; it is filled anew for the next hour. */
  rowAt(issued: ResidualIssue, target: number): Float32Array {
    const place = { ...issued, target };
    const first = this.columns.ofIssue.length;
    this.columns.ofHour.forEach((column, i) => {
      this.row[first + i] = column.valueAt(place);
    });
    return this.row;
  }
}
