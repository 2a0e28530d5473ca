import type { Interval } from '@ecobe/carbon';
import type { BaselineAnswer, WorkloadPlanAnswer, WorkloadRequest } from '@ecobe/contracts';
import type { Reservation, RoomPrice } from '@ecobe/placement';

/** The baseline as it was when the workload was first planned, with the hours of forecast that it rests on. */
export interface StoredBaseline {
  readonly answer: BaselineAnswer;
  /** From the hour of the arrival on, gCO2eq/kWh; null without a forecast. */
  readonly hourlyGPerKwh: readonly (number | null)[] | null;
}

/** The plan that stands. */
interface CurrentPlan {
  readonly region: string;
  /** When it runs; more than one span only for work that may pause. */
  readonly segments: readonly Interval[];
  /** Null for work that runs now at home: it takes no room from anybody. */
  readonly reservation: Reservation | null;
}

/** A workload that has not started. */
export interface WaitingWorkload {
  readonly id: string;
  readonly request: WorkloadRequest;
  readonly acceptedAtMs: number;
  /** 0 before the first. */
  readonly planNumber: number;
  readonly current: CurrentPlan | null;
  readonly baseline: StoredBaseline | null;
}

export type PlanDetails = Pick<
  WorkloadPlanAnswer,
  'explanation' | 'placed' | 'alternatives' | 'excluded' | 'warnings'
>;

/** A plan that replaces the one that stood. */
export interface NewPlan extends CurrentPlan {
  readonly workloadId: string;
  readonly number: number;
  readonly plannedAtMs: number;
  readonly zone: string;
  readonly reason: string | null;
  readonly baseline: StoredBaseline;
  readonly details: PlanDetails;
  /** What it gives back. */
  readonly replaced: Reservation | null;
}

/** kW reserved in a quarter of an hour, counted from the epoch. */
export interface ReservedSlot {
  readonly region: string;
  readonly slot: number;
  readonly kw: number;
}

/** Which workloads are planned: those without a plan, or all that have not started, in order of id. */
export type Waiting =
  | { readonly kind: 'accepted'; readonly afterId: string | null }
  | { readonly kind: 'not-started'; readonly afterId: string | null; readonly nowMs: number };

/** A workload that is not planned now, and why. */
export interface PutOff {
  readonly workloadId: string;
  readonly reason: string;
  /** Planning it went wrong, so that it is given up after some tries; false where it only waits for a forecast or for room. */
  readonly isFault: boolean;
}

/** A workload without a plan, or with one that may still be changed, with what planning it together with others takes. */
export interface OpenPlan extends Pick<WaitingWorkload, 'id' | 'request' | 'acceptedAtMs' | 'planNumber'> {
  /** Null before the first. */
  readonly current: CurrentPlan | null;
  /** Forecast of home for the arrival, as it was at the first plan, gCO2eq/kWh; null where there was none. */
  readonly arrivalGPerKwh: number | null;
}

/** All without a plan or with one that may still be changed, and what is reserved, as of one moment. */
export interface PlanSurvey {
  /** The moment, epoch ms of the store's clock, which is the same for all processes. */
  readonly takenAtMs: number;
  /** In order of id, in pages. */
  open(afterId: string | null, startsAfterMs: number, limit: number): Promise<OpenPlan[]>;
  reserved(fromSlot: number): Promise<ReservedSlot[]>;
  /** What room is worth since all were last planned together. */
  prices(fromHour: number): Promise<RoomPrice[]>;
}

/** What arrived in a span of time: some, evenly drawn, of all. */
export interface ArrivalRecord {
  /** Since when arrivals are on record, epoch ms; null without any. */
  readonly sinceMs: number | null;
  readonly total: number;
  readonly drawn: readonly Pick<OpenPlan, 'request' | 'acceptedAtMs' | 'arrivalGPerKwh'>[];
}

/** What one planner sees and changes while no other plans. */
export interface PlanningTurn extends Pick<PlanSurvey, 'reserved' | 'prices'> {
  claim(waiting: Waiting, limit: number): Promise<WaitingWorkload[]>;
  /** Those of them that have no plan, or one that may still be changed at an instant. */
  claimOpen(ids: readonly string[], nowMs: number): Promise<WaitingWorkload[]>;
  /** @returns those that could not be kept; all others are */
  save(plans: readonly NewPlan[]): Promise<PutOff[]>;
  /** Those of them that have no plan are looked at again after a while. */
  putOff(workloads: readonly PutOff[]): Promise<void>;
}

/** Workloads that could be planned together. */
export interface WaitingCount {
  readonly accepted: number;
  readonly planned: number;
}

export interface PlanningStore {
  /** Runs a turn: all of it is kept, or nothing; one turn at a time among all processes. It may be begun anew. */
  inTurn<Result>(work: (turn: PlanningTurn) => Promise<Result>): Promise<Result>;
  /** Looks at all as of one moment; nothing is locked. */
  survey<Result>(look: (survey: PlanSurvey) => Promise<Result>): Promise<Result>;
  /** Forgets reservations before a slot. */
  forgetBefore(slot: number): Promise<void>;
  /**
   * Takes the place of the prices from before, unless these are of a newer survey.
   * @param surveyedAtMs when the survey was taken from which they were found
   */
  keepPrices(prices: readonly RoomPrice[], surveyedAtMs: number): Promise<void>;
  /**
   * How many have no plan, and, where any have none, how many have one that may still be changed.
   * @param limit each is counted no further
   */
  waitingCount(startsAfterMs: number, limit: number): Promise<WaitingCount>;
  /** Whether no process has planned all together in this quarter of an hour yet; it is this one's from then on. */
  claimRound(slot: number): Promise<boolean>;
  /** @param count about how many are drawn */
  arrivals(sinceMs: number, untilMs: number, count: number): Promise<ArrivalRecord>;
}
