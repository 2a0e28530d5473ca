import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { DekesExclusion } from '@ecobe/contracts';
import { SLOT_MS, slotOf, slotStartMs } from '@ecobe/placement';
import type { Placement, RegionRefusal, RoomLedger } from '@ecobe/placement';
import type { Candidate, Candidates } from './candidate';
import type { RunWork } from './run-work';
import { chooseFor1Kw, chooseInRoom, isCapped } from './run-choice';
import { spreading } from './spread-runs';

/** A run in one region at one time. */
export interface PlannedRun {
  readonly candidate: Candidate;
  readonly startMs: number;
  readonly endMs: number;
  readonly expectedG: number;
}

export interface RunPlan {
  readonly chosen: PlannedRun;
  /** At once in the first region; null where that cannot be priced, and when a plan is made anew. */
  readonly baseline: PlannedRun | null;
  /** Every region at its best time, best first. */
  readonly ranked: readonly PlannedRun[];
  readonly excluded: readonly DekesExclusion[];
}

/** When a run may start, and who else runs when. */
export interface RunTerms {
  readonly nowMs: number;
  /** When it was asked for, epoch ms; now unless it is planned anew. */
  readonly arrivalMs: number;
  readonly latestStartMs: number;
  readonly minGainPercent: number;
  /** Of later times that emit the same, the least busy one is taken, and none without room; null: nobody else runs. */
  readonly room: RoomLedger | null;
  /** Whether somebody waits for it: a run whose best time is now goes on now, however many others do. */
  readonly isAwaited: boolean;
}

export const slotsOf = (minutes: number): number => Math.max(1, Math.ceil((minutes * MINUTE_MS) / SLOT_MS));

/** Power of the computers during the slots that a run takes, kW. */
export const powerKwOf = ({ minutes, energyKwh }: Pick<RunWork, 'minutes' | 'energyKwh'>): number =>
  energyKwh / ((slotsOf(minutes) * SLOT_MS) / HOUR_MS);

/** Hours that must be known to price a run that starts in the running hour. */
export const neededHours = (minutes: number): number => Math.ceil((slotsOf(minutes) * SLOT_MS) / HOUR_MS) + 1;

function plannedRun(
  placement: Placement,
  known: readonly Candidate[],
  work: RunWork,
  nowMs: number,
): PlannedRun {
  const candidate = known.find(({ identity }) => identity === placement.region);
  const [run] = placement.runs;
  if (candidate === undefined || run === undefined) throw new Error(`no candidate ${placement.region}`);
  // The running slot began before now; the run begins now.
  const startMs = Math.max(nowMs, slotStartMs(run.from));
  return { candidate, startMs, endMs: startMs + work.minutes * MINUTE_MS, expectedG: placement.expectedG };
}

const noEligibleRegion = (excluded: readonly DekesExclusion[]): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'NO_ELIGIBLE_REGION',
    title: 'No eligible region',
    detail: `No region can be chosen: ${excluded.map(({ region, reason }) => `${region}: ${reason}`).join('; ')}`,
    extensions: { excluded },
  });

const refused = (refusals: readonly RegionRefusal[], known: readonly Candidate[]): DekesExclusion[] =>
  refusals.flatMap(({ region: identity, code, reason }) =>
    known
      .filter((candidate) => candidate.identity === identity)
      .map(({ region: { name, zone } }) => ({ region: name, zone, code, reason })),
  );

/** Where and when a run emits least. @throws ProblemError 422 `NO_ELIGIBLE_REGION` */
export function planRun(candidates: Candidates, work: RunWork, terms: RunTerms): RunPlan {
  const { known, excluded } = candidates;
  const earliest = slotOf(terms.nowMs);
  const slots = slotsOf(work.minutes);
  const latest = Math.max(earliest, slotOf(terms.latestStartMs));
  const arrival = slotOf(terms.arrivalMs);
  const { room, minGainPercent } = terms;
  const powerKw = powerKwOf(work);
  const span = { arrival, earliest, latest, slots };
  const hasCaps = isCapped(candidates, room);
  const choice = hasCaps
    ? chooseInRoom(candidates, { ...span, powerKw }, minGainPercent, room)
    : chooseFor1Kw(candidates, span, minGainPercent);
  const gramsFactor = hasCaps ? 1 : powerKw;
  const planned = (placement: Placement): PlannedRun =>
    plannedRun({ ...placement, expectedG: placement.expectedG * gramsFactor }, known, work, terms.nowMs);
  const staysAt = ({ runs }: Placement) => hasCaps || (terms.isAwaited && runs[0]?.from === earliest);
  const [best, ...others] = choice.placements;
  if (best === undefined) throw noEligibleRegion([...excluded, ...refused(choice.refusals, known)]);
  const chosen = planned(staysAt(best) ? best : spreading(known, room, span)(best));
  return {
    chosen,
    baseline: choice.baseline === null ? null : planned(choice.baseline),
    ranked: [chosen, ...others.map(planned)],
    excluded,
  };
}
