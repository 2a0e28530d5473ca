import { identityOf } from '@ecobe/contracts';
import { placeWork, withRoom } from '@ecobe/placement';
import type { PlacementChoice, RegionOutlook, RoomLedger } from '@ecobe/placement';
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

/** Whether the room that others took decides where a run may go. */
export const isCapped = ({ known }: Candidates, room: RoomLedger | null): room is RoomLedger =>
  room !== null && known.some(({ identity }) => room.hasCap(identity));

/** Where and when 1 kW for that long emits least; what a run emits there is its power times that. */
export function chooseFor1Kw(candidates: Candidates, span: RunSpan, minGainPercent: number): PlacementChoice {
  const { arrival, earliest, latest, slots } = span;
  const key = [arrival, earliest, latest, slots, minGainPercent].join(' ');
  const choices = made.get(candidates) ?? new Map<string, PlacementChoice>();
  made.set(candidates, choices);
  const earlier = choices.get(key);
  if (earlier !== undefined) return earlier;
  const choice = choose(candidates, { ...span, powerKw: 1 }, minGainPercent, (outlook) => outlook);
  choices.set(key, choice);
  return choice;
}

/** Where and when a run of some power emits least in the room that others have left. */
export const chooseInRoom = (
  candidates: Candidates,
  span: RunSpan & { readonly powerKw: number },
  minGainPercent: number,
  room: RoomLedger,
): PlacementChoice =>
  choose(candidates, span, minGainPercent, (outlook) => withRoom(outlook, room.roomOf(outlook.region)));

function choose(
  { home, known }: Candidates,
  { arrival, earliest, latest, slots, powerKw }: RunSpan & { readonly powerKw: number },
  minGainPercent: number,
  seen: (outlook: RegionOutlook) => RegionOutlook,
): PlacementChoice {
  const place = (region: string) => ({ region, latencyMs: null, usdPerHour: null });
  const homeIdentity = identityOf(home);
  const others = known.map(({ identity }) => identity).filter((identity) => identity !== homeIdentity);
  return placeWork(
    {
      ...{ arrival, earliest, deadline: latest + slots, slots, powerKw },
      ...{ home: place(homeIdentity), others: others.map(place) },
      ...{ isInterruptible: false, transferG: 0, maxLatencyMs: null, maxUsdPerHour: null },
    },
    new Map(known.map(({ identity, outlook }) => [identity, seen(outlook)])),
    { weights: WEIGHTS, minGainPercent },
  );
}
