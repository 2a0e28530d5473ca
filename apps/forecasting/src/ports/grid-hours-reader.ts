import type { Basis, Interval } from '@ecobe/carbon';
import type { GridHoursResponse } from '@ecobe/contracts';

/** Generation by source and weather of a zone, as ingestion knows them. */
export interface GridHoursReader {
  /** Hours of the half-open span, at most 92 days. Weather may lie ahead of now. */
  read(zone: string, basis: Basis, span: Interval): Promise<GridHoursResponse>;
}
