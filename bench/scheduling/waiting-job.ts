import { slotCount, slotOf } from '@ecobe/placement';
import type { Placement, SlotRun, WorkToPlace } from '@ecobe/placement';
import type { ReplayAction, ReplayJob } from './replay-protocol';

/** A job from its arrival until its last slot, with its present plan. */
export class WaitingJob {
  private readonly arrivalSlot: number;
  private left: number;
  private region: string | null = null;
  private isRunning = false;
  private plan: Placement | null = null;

  /** @param transferG what bringing it elsewhere emits, known at its arrival; null: nobody knows, so it stays at home */
  constructor(
    private readonly job: ReplayJob,
    private readonly transferG: number | null,
    private readonly isRoomLimited: boolean,
  ) {
    this.left = Math.round(job.durationH * 4);
    this.arrivalSlot = slotOf(Date.parse(job.arrival));
  }

  get id(): string {
    return this.job.id;
  }

  get isDone(): boolean {
    return this.left === 0;
  }

  /** Work that began stays as it is where it must not pause, or has its room only because it does not. */
  get isOpen(): boolean {
    const needsNoRoom = this.isRoomLimited && this.plan?.isRunNow === true;
    return this.region === null || (this.job.interruptible && !needsNoRoom);
  }

  /** What is left of the present plan from `slot` on. */
  heldFrom(slot: number): Placement | null {
    if (this.plan === null) return null;
    const runs = this.plan.runs.flatMap(({ from, until }): SlotRun[] =>
      until <= slot ? [] : [{ from: Math.max(from, slot), until }],
    );
    return slotCount(runs) === 0 ? null : { ...this.plan, runs };
  }

  /** At home from `slot` on, where no forecast says anything. */
  runNow(slot: number): Placement {
    const runs = [{ from: slot, until: slot + this.left }];
    return {
      region: this.job.home,
      runs,
      isRunNow: true,
      expectedG: NaN,
      expectedUsd: null,
      weighed: NaN,
    };
  }

  follow(plan: Placement): void {
    this.plan = plan;
  }

  /** What to do in `slot`, which begins now. */
  act(slot: number): ReplayAction[] {
    const { plan } = this;
    if (plan === null) return [];
    const mayRun = plan.runs.some(({ from, until }) => slot >= from && slot < until);
    const actions = mayRun === this.isRunning ? [] : [this.turn(mayRun, plan.region)];
    this.isRunning = mayRun;
    if (mayRun) this.left -= 1;
    return actions;
  }

  /** What is left to be planned in `slot`. */
  workFrom(slot: number): WorkToPlace {
    const { job, region } = this;
    const isBound = region !== null || this.transferG === null;
    const others = isBound ? [] : job.feasibleRegions.filter((other) => other !== job.home);
    return {
      arrival: this.arrivalSlot,
      earliest: slot,
      deadline: slotOf(Date.parse(job.deadline)),
      slots: this.left,
      powerKw: job.powerKw,
      home: anywhere(region ?? job.home),
      others: others.map(anywhere),
      isInterruptible: job.interruptible,
      transferG: this.transferG ?? 0,
      maxLatencyMs: null,
      maxUsdPerHour: null,
    };
  }

  private turn(isOn: boolean, region: string): ReplayAction {
    const jobId = this.job.id;
    if (!isOn) return { jobId, op: 'pause' };
    const op = this.region === null ? 'start' : 'resume';
    this.region ??= region;
    return { jobId, op, region: this.region };
  }
}

/** The judge has held the limits against the regions already. */
const anywhere = (region: string) => ({ region, latencyMs: null, usdPerHour: null });
