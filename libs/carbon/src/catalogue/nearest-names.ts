import { distance } from 'fastest-levenshtein';

/** How many names a suggestion lists. */
const MOST = 3;
/** Longer input is no slip of the pen; comparing it would only cost time. */
const LONGEST_COMPARED = 60;

/**
 * The catalogue names nearest to a mistyped one (lower case), best first, at most three. First come those whose place bears
 * that name (`france` -> `FR`), then those that begin with it, then those at most a third of its letters away.
 */
export function nearestNames(
  asked: string,
  ids: readonly string[],
  places: readonly { readonly id: string; readonly place: string }[],
): string[] {
  if (asked.length === 0 || asked.length > LONGEST_COMPARED) return [];
  const byPlace = places.filter(({ place }) => place.toLowerCase() === asked).map(({ id }) => id);
  const scored = ids
    .map((id) => ({ id, away: awayFrom(asked, id.toLowerCase()) }))
    .filter(({ away }) => away <= Math.max(1, asked.length / 3))
    .sort((a, b) => a.away - b.away || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  return [...new Set([...byPlace, ...scored])].slice(0, MOST);
}

/** Edits between two names; a cloud region is compared with and without its provider, and a prefix counts as one edit. */
function awayFrom(asked: string, id: string): number {
  const bare = id.slice(id.indexOf(':') + 1);
  if (asked.length > 1 && (id.startsWith(asked) || bare.startsWith(asked))) return 1;
  return Math.min(distance(asked, id), distance(asked, bare));
}
