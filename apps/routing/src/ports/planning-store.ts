import type { Interval } from '@ecobe/carbon';
import type { BaselineAnswer, WorkloadPlanAnswer, WorkloadRequest } from '@ecobe/contracts';
import type { Reservation } from '@ecobe/placement';

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
  | { readonly kind: 'accepted' }
  | { readonly kind: 'not-started'; readonly afterId: string | null; readonly nowMs: number };

/** A workload that is not planned now, and why. */
export interface PutOff {
  readonly workloadId: string;
  readonly reason: string;
  /** Planning it went wrong, so that it is given up after some tries; false where it only waits for a forecast or for room. */
  readonly isFault: boolean;
}

/** What one planner sees and changes while no other plans. */
export interface PlanningTurn {
  claim(waiting: Waiting, limit: number): Promise<WaitingWorkload[]>;
  reserved(fromSlot: number): Promise<ReservedSlot[]>;
  /** @returns those that could not be kept; all others are */
  save(plans: readonly NewPlan[]): Promise<PutOff[]>;
  /** Those of them that have no plan are looked at again after a while. */
  putOff(workloads: readonly PutOff[]): Promise<void>;
}

export interface PlanningStore {
  /** Runs a turn: all of it is kept, or nothing; one turn at a time among all processes. */
  inTurn<Result>(work: (turn: PlanningTurn) => Promise<Result>): Promise<Result>;
  /** Forgets reservations before a slot. */
  forgetBefore(slot: number): Promise<void>;
}
