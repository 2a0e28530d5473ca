/** Where a row of inputs stands: hour indices. The last hour it may read is before the origin; weather runs are the issue's. */
export interface Place {
  readonly origin: number;
  readonly issue: number;
  readonly target: number;
}

/** One input of a regression. NaN where it is not known. */
export interface Column {
  readonly name: string;
  valueAt(place: Place): number;
}
