import { resolveRegion } from '@ecobe/carbon';
import type { ResolvedRegion, UnknownRegion } from '@ecobe/carbon';
import { ProblemError, unknownRegion } from '@ecobe/contracts';

interface Misnamed {
  readonly pointer: string;
  readonly unknown: UnknownRegion;
}

/** What a region is, however the caller wrote it. */
export const identityOf = ({ zone, cloudRegion }: ResolvedRegion): string => cloudRegion?.id ?? zone;

function refuseUnknown(misnamed: readonly Misnamed[]): void {
  const [first] = misnamed;
  if (first === undefined) return;
  const { problem } = unknownRegion(first.unknown, first.pointer);
  const errors = misnamed.map(({ pointer, unknown }) => ({ pointer, detail: unknown.reason }));
  throw new ProblemError({ ...problem, errors });
}

function refuseTwice(regions: readonly ResolvedRegion[], pointer: string): void {
  const firstOf = new Map<string, string>();
  for (const [index, region] of regions.entries()) {
    const identity = identityOf(region);
    const earlier = firstOf.get(identity);
    if (earlier !== undefined) {
      const detail = `${region.name} is the same as ${earlier}: ${identity}`;
      throw new ProblemError({
        status: 400,
        code: 'DUPLICATE_REGION',
        title: 'Duplicate region',
        detail,
        errors: [{ pointer: `${pointer}/${index}`, detail }],
      });
    }
    firstOf.set(identity, region.name);
  }
}

/**
 * What a list of names stands for.
 * @param pointer JSON pointer of the list in the request
 * @throws ProblemError 400 `UNKNOWN_REGION` with the nearest names per entry, or `DUPLICATE_REGION`
 */
export function requestedRegions(names: readonly string[], pointer: string): ResolvedRegion[] {
  const resolved: ResolvedRegion[] = [];
  const misnamed: Misnamed[] = [];
  for (const [index, name] of names.entries()) {
    const found = resolveRegion(name);
    if (found.kind === 'resolved') resolved.push(found);
    else misnamed.push({ pointer: `${pointer}/${index}`, unknown: found });
  }
  refuseUnknown(misnamed);
  refuseTwice(resolved, pointer);
  return resolved;
}

/** What one name stands for. @throws ProblemError 400 `UNKNOWN_REGION` */
export function requestedRegion(name: string, pointer: string): ResolvedRegion {
  const found = resolveRegion(name);
  if (found.kind === 'unknown') throw unknownRegion(found, pointer);
  return found;
}
