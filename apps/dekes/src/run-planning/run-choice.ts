import { identityOf } from '@ecobe/contracts';
import { placeWork } from '@ecobe/placement';
import type { PlacementChoice } from '@ecobe/placement';
import type { Candidates } from './candidate';
import type { StartSpan } from './spread-runs';

/** Carbon alone decides: what DEKES pays for its machines is its own business. */
const WEIGHTS = { carbon: 1, cost: 0 };

/** When a run is there to be run, and when it may start. */
export interface RunSpan extends StartSpan {
  readonly arrival: number;
}

/** Choices that were made among the same candidates: many queries of a batch are of the same length. */
const made = new WeakMap<Candidates, Map<string, PlacementChoice>>();

/** Where and when 1 kW for that long emits least; what a run emits there is its power times that. */
export function chooseFor1Kw(candidates: Candidates, span: RunSpan, minGainPercent: number): PlacementChoice {
  const { arrival, earliest, latest, slots } = span;
  const key = [arrival, earliest, latest, slots, minGainPercent].join(' ');
  const choices = made.get(candidates) ?? new Map<string, PlacementChoice>();
  made.set(candidates, choices);
  const earlier = choices.get(key);
  if (earlier !== undefined) return earlier;
  const choice = choose(candidates, span, minGainPercent);
  choices.set(key, choice);
  return choice;
}

function choose({ home, known }: Candidates, span: RunSpan, minGainPercent: number): PlacementChoice {
  const { arrival, earliest, latest, slots } = span;
  const place = (region: string) => ({ region, latencyMs: null, usdPerHour: null });
  const homeIdentity = identityOf(home);
  const others = known.map(({ identity }) => identity).filter((identity) => identity !== homeIdentity);
  return placeWork(
    {
      ...{ arrival, earliest, deadline: latest + slots, slots, powerKw: 1 },
      ...{ home: place(homeIdentity), others: others.map(place) },
      ...{ isInterruptible: false, transferG: 0, maxLatencyMs: null, maxUsdPerHour: null },
    },
    new Map(known.map(({ identity, outlook }) => [identity, outlook])),
    { weights: WEIGHTS, minGainPercent },
  );
}
