import type { Basis } from '@ecobe/carbon';
import { slotFrom, slotOf } from '@ecobe/placement';
import type {
  PlacementTerms,
  Placement,
  RegionOutlook,
  Reservation,
  WaitingWork,
  WorkRegion,
  WorkToPlace,
  WorkView,
} from '@ecobe/placement';
import type { ArrivalRecord, OpenPlan } from '../../ports/planning-store';
import { termsOf, workToPlace } from '../../work/choose-placement';
import type { OutlookBook } from '../../work/outlook-book';
import { requestedWork } from '../../work/requested-work';
import type { RequestedWork } from '../../work/requested-work';

/** Figures of a plan of before; nobody asks for them, since all that counts is its place. */
const OLD_FIGURES = { expectedG: NaN, expectedUsd: null, weighed: NaN };

/** The plan that a workload has. */
interface PlanOfBefore {
  readonly number: number;
  readonly reservation: Reservation | null;
}

/**
 * Many workloads as the planner takes them, in little memory: of what they have in common, such as a list of regions or
 * how they see them, there is one.
 */
export class WaitingBatch {
  readonly waiting: WaitingWork[] = [];
  readonly plans = new Map<string, PlanOfBefore>();
  private readonly grids = new Map<Basis, Map<string, RegionOutlook>>();
  private readonly shared = new Map<string, unknown>();

  /** @param frame what has a plan already is not moved to start before `earliestMs` */
  constructor(
    private readonly book: OutlookBook,
    private readonly frame: {
      readonly nowMs: number;
      readonly earliestMs: number;
      readonly minGainPercent: number;
    },
  ) {}

  /** Takes in one; without time left to choose it keeps its plan. @throws Error for a request that nobody understands */
  add({ id, request, acceptedAtMs, planNumber, current, arrivalGPerKwh }: OpenPlan): void {
    const asked = requestedWork(request, acceptedAtMs);
    const fromMs = current === null ? this.frame.nowMs : this.frame.earliestMs;
    const work = this.compact(asked, { nowMs: fromMs, arrivalGPerKwh });
    if (asked.lastStartMs < fromMs || work.earliest < slotFrom(fromMs)) return;
    const held = current === null ? null : heldOf(current, work);
    this.waiting.push({ id, work, held, view: this.viewOf(asked) });
    this.plans.set(id, { number: planNumber, reservation: current?.reservation ?? null });
  }

  /** One that arrived before, as it was then. @throws Error for a request that nobody understands */
  arrived({ request, acceptedAtMs, arrivalGPerKwh }: ArrivalRecord['drawn'][number]): ArrivedWork {
    const asked = requestedWork(request, acceptedAtMs);
    return {
      ...this.compact(asked, { nowMs: acceptedAtMs, arrivalGPerKwh }),
      view: this.viewOf(asked),
    };
  }

  /** Of each region the outlook that reaches furthest, whatever it is reckoned on. */
  outlooks(): Map<string, RegionOutlook> {
    const furthest = new Map<string, RegionOutlook>();
    for (const [region, outlook] of [...this.grids.values()].flatMap((grid) => [...grid])) {
      const other = furthest.get(region);
      if (other === undefined || endHour(other) < endHour(outlook)) furthest.set(region, outlook);
    }
    return furthest;
  }

  private compact(asked: RequestedWork, now: { nowMs: number; arrivalGPerKwh: number | null }): WorkToPlace {
    const { minGainPercent } = this.frame;
    const work = workToPlace(asked, { ...now, book: this.book, room: null, minGainPercent });
    const others = this.sharing(`others ${JSON.stringify(work.others.map(placeKey))}`, () =>
      work.others.map((place) => this.place(place)),
    );
    return { ...work, home: this.place(work.home), others };
  }

  private place(place: WorkRegion): WorkRegion {
    const { region, latencyMs, usdPerHour } = place;
    return this.sharing(`place ${placeKey(place)}`, () => ({ region, latencyMs, usdPerHour }));
  }

  private viewOf(asked: RequestedWork): WorkView {
    const terms = termsOf(asked, this.frame);
    const grid = this.grids.get(asked.basis) ?? new Map<string, RegionOutlook>();
    this.grids.set(asked.basis, grid);
    const unseen = [asked.home, ...asked.others].filter(({ region }) => !grid.has(region));
    for (const [region, outlook] of this.book.outlooks(unseen, asked.basis, null)) grid.set(region, outlook);
    return this.sharing(`view ${asked.basis} ${termsKey(terms)}`, () => ({ terms, outlooks: grid }));
  }

  private sharing<Kind>(key: string, make: () => Kind): Kind {
    const known = this.shared.get(key) as Kind | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.shared.set(key, made);
    return made;
  }
}

export type ArrivedWork = WorkToPlace & { readonly view: WorkView };

const placeKey = ({ region, latencyMs, usdPerHour }: WorkRegion): string =>
  `${region} ${String(latencyMs)} ${String(usdPerHour)}`;
const termsKey = ({ weights, minGainPercent }: PlacementTerms): string =>
  `${weights.carbon} ${weights.cost} ${minGainPercent}`;
const endHour = ({ grams: { firstHour, values } }: RegionOutlook): number => firstHour + values.length;

/** The plan as the planner knows it; what takes no room runs at home from its arrival on. */
function heldOf(
  { region, segments, reservation }: NonNullable<OpenPlan['current']>,
  { slots }: WorkToPlace,
): Placement {
  if (reservation !== null)
    return { ...OLD_FIGURES, region: reservation.region, runs: reservation.runs, isRunNow: false };
  const from = slotOf(segments[0]?.startMs ?? NaN);
  return { ...OLD_FIGURES, region, runs: [{ from, until: from + slots }], isRunNow: true };
}
