import { HOUR_MS } from '@ecobe/carbon';
import { RoomLedger, RoomPrices, SLOT_MS, expectedArrivals, planWorks } from '@ecobe/placement';
import type { RegionOutlook, WeightedWork, WorkToPlace } from '@ecobe/placement';
import type { ReplayAction, ReplayJob } from './replay-protocol';
import { WaitingJob } from './waiting-job';

/** Carbon alone: the judge counts grams. */
const TERMS = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };
const SLOTS_PER_HOUR = HOUR_MS / SLOT_MS;
/** Rounds of the search for prices in a new hour; within the hour they stay. */
const ROUNDS = 8;
const EXPECTED_AHEAD_HOURS = 24;
const EXPECTED_COUNT = 200;
const REMEMBERED_SLOTS = 14 * 24 * SLOTS_PER_HOUR;

/** Keeps the jobs of a replay planned, in room that the regions have. */
export class JobScheduler {
  private readonly ledger: RoomLedger;
  private readonly isCapped: boolean;
  private waiting = new Set<WaitingJob>();
  private outlooks: ReadonlyMap<string, RegionOutlook> = new Map();
  private prices = RoomPrices.NONE;
  private past: WorkToPlace[] = [];
  private firstSlot: number | null = null;

  /** @param capKw by region; null without caps */
  constructor(capKw: Readonly<Record<string, number>> | null) {
    this.isCapped = capKw !== null;
    this.ledger = new RoomLedger((region) => capKw?.[region] ?? null);
  }

  /** What to do in a slot. @param news outlooks where the hour is new */
  act(
    slot: number,
    jobs: readonly ReplayJob[],
    news: ReadonlyMap<string, RegionOutlook> | null,
  ): ReplayAction[] {
    if (news !== null) {
      this.outlooks = news;
      this.ledger.forgetBefore(Math.floor(slot / SLOTS_PER_HOUR));
    }
    const arrived = jobs.map((job) => new WaitingJob(job, this.transferG(job), this.isCapped));
    for (const job of arrived) this.waiting.add(job);
    const isAllNew = news !== null || (this.isCapped && arrived.length > 0);
    this.plan(slot, isAllNew ? [...this.waiting].filter(({ isOpen }) => isOpen) : arrived, news !== null);
    if (this.isCapped) this.remember(slot, arrived);
    const actions = [...this.waiting].flatMap((job) => job.act(slot));
    this.waiting = new Set([...this.waiting].filter(({ isDone }) => !isDone));
    return actions;
  }

  private plan(slot: number, jobs: readonly WaitingJob[], isNewHour: boolean): void {
    const waiting = jobs.map((job) => ({ id: job.id, work: job.workFrom(slot), held: job.heldFrom(slot) }));
    const { planned, prices } = planWorks(waiting, this.outlooks, this.ledger, {
      ...TERMS,
      expected: isNewHour && this.isCapped ? this.expectedFrom(slot) : [],
      previous: this.prices,
      rounds: isNewHour ? ROUNDS : 0,
    });
    this.prices = prices;
    for (const job of jobs) job.follow(planned.get(job.id)?.placement ?? job.runNow(slot));
  }

  private remember(slot: number, arrived: readonly WaitingJob[]): void {
    this.firstSlot ??= slot;
    this.past = this.past.filter(({ arrival }) => arrival >= slot - REMEMBERED_SLOTS);
    this.past.push(...arrived.map((job) => job.workFrom(slot)));
  }

  private expectedFrom(slot: number): WeightedWork[] {
    return expectedArrivals(this.past, {
      sinceSlot: Math.max(this.firstSlot ?? slot, slot - REMEMBERED_SLOTS),
      nowSlot: slot,
      aheadHours: EXPECTED_AHEAD_HOURS,
      count: EXPECTED_COUNT,
    });
  }

  /** Energy of the move, drawn at home in the hour of arrival; null where nobody knows how green that is. */
  private transferG({ home, moveKwh, arrival }: ReplayJob): number | null {
    if (moveKwh === 0) return 0;
    const grams = this.outlooks.get(home)?.grams;
    if (grams === undefined) return null;
    const gramsPerSlot = grams.values[Math.floor(Date.parse(arrival) / HOUR_MS) - grams.firstHour];
    return gramsPerSlot === undefined ? null : moveKwh * SLOTS_PER_HOUR * gramsPerSlot;
  }
}
