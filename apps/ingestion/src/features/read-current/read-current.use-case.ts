import { resolveRegion } from '@ecobe/carbon';
import type { Clock, UnknownRegion } from '@ecobe/carbon';
import { ProblemError, unknownRegion } from '@ecobe/contracts';
import type {
  CurrentRequest,
  CurrentResponse,
  GridSnapshotReader,
  RegionIntensity,
  RegionRequest,
} from '@ecobe/contracts';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { currentOf, noObservations, regionIntensity } from './region-intensity';

/** Answers from the snapshot alone: a request never makes a provider be asked. */
export class ReadCurrentUseCase {
  constructor(
    private readonly snapshot: Pick<GridSnapshotReader, 'current'>,
    private readonly clock: Clock,
    private readonly mode: SimulationMode,
  ) {}

  /** @throws ProblemError 400 UNKNOWN_REGION that names every unknown one. */
  many({ regions, basis }: CurrentRequest): CurrentResponse {
    const nowMs = this.clock.nowMs();
    const answer: CurrentResponse = { values: [], excluded: [] };
    for (const { region, zone } of resolveAll(regions)) {
      const value = currentOf(this.snapshot, { zone, basis }, nowMs, this.mode);
      if (value === null) answer.excluded.push(noObservations(region, zone, basis));
      else answer.values.push(regionIntensity(region, value, nowMs));
    }
    return answer;
  }

  /** @throws ProblemError 400 UNKNOWN_REGION, 404 NO_OBSERVATIONS. */
  one({ region, basis }: RegionRequest): RegionIntensity {
    const resolved = resolveRegion(region);
    if (resolved.kind === 'unknown') throw unknownRegion(resolved, '{zone}');
    const nowMs = this.clock.nowMs();
    const value = currentOf(this.snapshot, { zone: resolved.zone, basis }, nowMs, this.mode);
    if (value !== null) return regionIntensity(region, value, nowMs);
    throw noObservationsProblem(noObservations(region, resolved.zone, basis).reason);
  }
}

export const noObservationsProblem = (detail: string): ProblemError =>
  new ProblemError({ status: 404, code: 'NO_OBSERVATIONS', title: 'No observations', detail });

/** Each region once, in the caller's order. */
function resolveAll(regions: string[]): { region: string; zone: string }[] {
  const resolved = [...new Set(regions)].map((region) => ({ region, target: resolveRegion(region) }));
  const unknown = resolved.flatMap(({ target }) => (target.kind === 'unknown' ? [target] : []));
  if (unknown.length > 0) throw unknownRegions(unknown);
  return resolved.flatMap(({ region, target }) =>
    target.kind === 'resolved' ? [{ region, zone: target.zone }] : [],
  );
}

function unknownRegions(unknown: UnknownRegion[]): ProblemError {
  const [first] = unknown;
  if (first === undefined) throw new RangeError('no unknown region');
  const { problem } = unknownRegion(first, '?regions');
  return new ProblemError({
    ...problem,
    errors: unknown.map(({ reason }) => ({ pointer: '?regions', detail: reason })),
  });
}
