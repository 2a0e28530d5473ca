import { HOUR_MS, resolveRegion, toIso } from '@ecobe/carbon';
import { lateMsOf, shifted } from './late-start';
import type { DueWorkload } from '../../ports/dispatch-store';

/** What the receiver is told: where it runs, when, and until when it must be done. */
export function bodyOf(
  { id, request, segments: planned, ...plan }: DueWorkload,
  nowMs: number,
  shiftMs: number,
): object {
  const segments = shifted(planned, shiftMs);
  const powerKw = request.powerKw ?? (request.energyKwh ?? NaN) / request.durationHours;
  return {
    workloadId: id,
    externalId: request.externalId ?? null,
    organizationId: request.organizationId ?? null,
    region: nameOf(request.homeRegion, request.allowedRegions, plan.region),
    zone: plan.zone,
    planNumber: plan.planNumber,
    startAt: toIso(segments[0]?.startMs ?? NaN),
    endAt: toIso(segments.at(-1)?.endMs ?? NaN),
    segments: segments.map(({ startMs, endMs }) => ({ startAt: toIso(startMs), endAt: toIso(endMs) })),
    deadline: toIso(plan.deadlineMs),
    lateBySeconds: Math.floor(lateMsOf(planned, nowMs) / 1000),
    meetsDeadline: nowMs <= plan.lastStartMs,
    durationHours: request.durationHours,
    powerKw,
    plannedHours: segments.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / HOUR_MS,
  };
}

/** The region as the caller named it. */
function nameOf(home: string, allowed: readonly string[] | undefined, identity: string): string {
  const isIt = (name: string): boolean => {
    const found = resolveRegion(name);
    return found.kind === 'resolved' && (found.cloudRegion?.id ?? found.zone) === identity;
  };
  return [home, ...(allowed ?? [])].find(isIt) ?? identity;
}
