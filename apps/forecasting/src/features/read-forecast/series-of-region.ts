import { resolveRegion } from '@ecobe/carbon';
import type { Basis, SeriesKey } from '@ecobe/carbon';
import { unknownRegion } from '@ecobe/contracts';

/** The series that is forecast for a zone or cloud region. @throws ProblemError 400 `UNKNOWN_REGION` */
export function seriesOfRegion(region: string, basis: Basis): SeriesKey {
  const resolved = resolveRegion(region);
  if (resolved.kind === 'unknown') throw unknownRegion(resolved, '{zone}');
  return { zone: resolved.zone, signal: 'average', basis };
}
