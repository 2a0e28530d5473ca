import { distance } from 'fastest-levenshtein';

const OURS = 'ECOBE_';
/** Settings of the specs and benchmarks, which the suite itself does not read. */
const OF_SPECS = /^ECOBE_TEST_/;
/** Kubernetes and Docker put such names into every container beside a service whose own name begins with `ecobe`. */
const OF_CLUSTER = /^ECOBE_(\w+_)?(SERVICE_(HOST|PORT)|PORT)(_\w+)?$/;
/** More slips than this in one name are another name. */
const MOST_SLIPS = 4;

/** What is wrong with the names of settings that begin like ours and are none: a slip of the pen would pass silently. */
export function unknownSettings(names: readonly string[], known: readonly string[]): string[] {
  return names
    .filter((name) => name.startsWith(OURS) && !known.includes(name))
    .filter((name) => !OF_SPECS.test(name) && !OF_CLUSTER.test(name))
    .map((name) => `${name}: no such setting${suggestion(name, known)}`);
}

function suggestion(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((other) => ({ other, slips: distance(name, other) }))
    .filter(({ slips }) => slips <= MOST_SLIPS)
    .sort((a, b) => a.slips - b.slips);
  return nearest === undefined ? '' : `; did you mean ${nearest.other}?`;
}
