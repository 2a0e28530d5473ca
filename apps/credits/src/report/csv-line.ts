export type Cell = string | number | null;

/** Section, item, group, value, unit, ESRS datapoint, note: one figure a line. */
export type Line = readonly [string, string, Cell, Cell, string, string, Cell];
