import { placeWork, slotOf } from '@ecobe/placement';
import type { Placement, RegionOutlook, WorkToPlace } from '@ecobe/placement';
import type { ReplayAction, ReplayJob } from './replay-protocol';

/** Carbon alone: the judge counts grams. */
const TERMS = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };

/** A job from its arrival until its last slot, with its present plan. */
export class WaitingJob {
  private left: number;
  private region: string | null = null;
  private isRunning = false;
  private plan: Placement | null = null;

  /** @param transferG what bringing it elsewhere emits, known at its arrival */
  constructor(
    private readonly job: ReplayJob,
    private readonly transferG: number,
  ) {
    this.left = Math.round(job.durationH * 4);
  }

  get isDone(): boolean {
    return this.left === 0;
  }

  /** Plans what is left anew, from `slot` on. Work that has begun stays where it is. */
  replan(slot: number, outlooks: ReadonlyMap<string, RegionOutlook>): void {
    if (this.isRunning && !this.job.interruptible) return;
    const [best] = placeWork(this.workFrom(slot), outlooks, TERMS).placements;
    if (best === undefined) throw new Error(`job ${this.job.id} has no place`);
    this.plan = best;
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

  private turn(isOn: boolean, region: string): ReplayAction {
    const jobId = this.job.id;
    if (!isOn) return { jobId, op: 'pause' };
    const op = this.region === null ? 'start' : 'resume';
    this.region ??= region;
    return { jobId, op, region: this.region };
  }

  private workFrom(slot: number): WorkToPlace {
    const { job, region } = this;
    const others = region === null ? job.feasibleRegions.filter((other) => other !== job.home) : [];
    return {
      arrival: slotOf(Date.parse(job.arrival)),
      earliest: slot,
      deadline: slotOf(Date.parse(job.deadline)),
      slots: this.left,
      powerKw: job.powerKw,
      home: anywhere(region ?? job.home),
      others: others.map(anywhere),
      isInterruptible: job.interruptible,
      transferG: this.transferG,
      maxLatencyMs: null,
      maxUsdPerHour: null,
    };
  }
}

/** The judge has held the limits against the regions already. */
const anywhere = (region: string) => ({ region, latencyMs: null, usdPerHour: null });
