import { resolveRegion } from '@ecobe/carbon';
import type { ResolvedRegion, UnknownRegion } from '@ecobe/carbon';
import { ProblemError } from './problem';
import { unknownRegion } from './unknown-region.problem';

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

/** A name with the JSON pointer to where the caller wrote it. */
interface NamedRegion {
  readonly name: string;
  readonly pointer: string;
}

function refuseTwice(named: readonly NamedRegion[], regions: readonly ResolvedRegion[]): void {
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
        errors: [{ pointer: named[index]?.pointer ?? '', detail }],
      });
    }
    firstOf.set(identity, region.name);
  }
}

function resolveEach(named: readonly NamedRegion[]): ResolvedRegion[] {
  const resolved: ResolvedRegion[] = [];
  const misnamed: Misnamed[] = [];
  for (const { name, pointer } of named) {
    const found = resolveRegion(name);
    if (found.kind === 'resolved') resolved.push(found);
    else misnamed.push({ pointer, unknown: found });
  }
  refuseUnknown(misnamed);
  refuseTwice(named, resolved);
  return resolved;
}

/**
 * What a list of names stands for.
 * @param pointer JSON pointer of the list in the request
 * @throws ProblemError 400 `UNKNOWN_REGION` with the nearest names per entry, or `DUPLICATE_REGION`
 */
export const requestedRegions = (names: readonly string[], pointer: string): ResolvedRegion[] =>
  resolveEach(names.map((name, index) => ({ name, pointer: `${pointer}/${index}` })));

/** Escapes a member name for a JSON pointer (RFC 6901). */
const pointerToken = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * What the member names of an object stand for, in their order.
 * @param pointer JSON pointer of the object in the request
 * @throws ProblemError 400 `UNKNOWN_REGION` with the nearest names per member, or `DUPLICATE_REGION`
 */
export const regionsOfMembers = (members: object, pointer: string): ResolvedRegion[] =>
  resolveEach(Object.keys(members).map((name) => ({ name, pointer: `${pointer}/${pointerToken(name)}` })));

/** What one name stands for. @throws ProblemError 400 `UNKNOWN_REGION` */
export function requestedRegion(name: string, pointer: string): ResolvedRegion {
  const found = resolveRegion(name);
  if (found.kind === 'unknown') throw unknownRegion(found, pointer);
  return found;
}
