import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import { inTurns, stepsInTurns } from '@ecobe/platform';
import { RoomPrices, SLOT_MS, planInSteps } from '@ecobe/placement';
import type { Placement, RoomLedger } from '@ecobe/placement';
import type { PlanSurvey, PlanningStore, WaitingCount } from '../../ports/planning-store';
import { expectedWork, pastArrivals } from './expected-work';
import { MoveWriter } from './move-writer';
import type { PlannedMove } from './move-writer';
import { NOTHING, ledgerOf, reservedFrom, sumOf } from './planning-round';
import type { PlanningKnowledge, PlanningRound } from './planning-round';
import { WaitingBatch } from './waiting-batch';

/** Read at once. */
const PAGE = 500;
/** A plan that starts within the next quarter of an hour stays as it is, and none is made to start within it. */
const FROZEN_MS = SLOT_MS;
/** Rounds of the search for prices, which begins at those of before: the fewer works, the more. */
const FEWEST_ROUNDS = 8;
const MOST_ROUNDS = 40;
/** Works that are looked at in all rounds together, beyond the fewest: about half a second. */
const LOOKS = 10_000;
/** An hour that all want at first has its price raised by no more than one in which four times the mean room is wanted. */
const MOST_EXCESS = 3;
/** A plan, and all together, that would be better by less than this stay as they are, percent. */
const KEPT_WITHIN_PERCENT = 0.5;

/** What was read of all that wait. */
interface Survey {
  readonly takenAtMs: number;
  readonly batch: WaitingBatch;
  readonly ledger: RoomLedger;
  readonly previous: RoomPrices;
  readonly seen: number;
  readonly faulty: number;
}

/**
 * Plans all works together that have no plan, or have one and have not started, under the prices that they and those to be expected
 * give to scarce room. Thought about without holding anything; written as far as it still fits by then.
 */
export class PlanTogether {
  private readonly writer: MoveWriter;
  private running: Promise<PlanningRound> | null = null;

  constructor(
    private readonly store: PlanningStore,
    private readonly knowledge: PlanningKnowledge,
  ) {
    this.writer = new MoveWriter(store, knowledge);
  }

  /** How many could be planned together now: without a plan, and with one that may be changed; each up to a limit. */
  waiting(limit: number): Promise<WaitingCount> {
    return this.store.waitingCount(this.earliestMs(), limit);
  }

  /** One round at a time: who asks while one is running is told of that one. */
  round(onPlanned: (startsMs: readonly number[]) => void): Promise<PlanningRound> {
    this.running ??= this.run(onPlanned).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(onPlanned: (startsMs: readonly number[]) => void): Promise<PlanningRound> {
    const looked = await this.store.survey((survey) => this.look(survey));
    const { seen, faulty } = looked;
    const moves = await this.moves(looked);
    const kept = await this.writer.write(moves, onPlanned);
    return sumOf(kept, { ...NOTHING, seen: seen - kept.seen, faulty });
  }

  private async look(survey: PlanSurvey): Promise<Survey> {
    const { book, clock, settings } = this.knowledge;
    const earliestMs = this.earliestMs();
    const batch = new WaitingBatch(book, {
      nowMs: clock.nowMs(),
      earliestMs,
      minGainPercent: settings.minGainPercent,
    });
    const ledger = ledgerOf(await survey.reserved(reservedFrom(clock.nowMs())), settings.capKwOf);
    const previous = RoomPrices.from(await survey.prices(startOfHour(clock.nowMs()) / HOUR_MS));
    let [lastId, seen, faulty]: [string | null, number, number] = [null, 0, 0];
    for (;;) {
      const page = await survey.open(lastId, earliestMs, PAGE);
      await inTurns(page, (plan) => {
        try {
          batch.add(plan);
        } catch {
          faulty += 1; // it keeps its plan, and its room
        }
      });
      seen += page.length;
      lastId = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return { takenAtMs: survey.takenAtMs, batch, ledger, previous, seen, faulty };
    }
  }

  private async moves({ takenAtMs, batch, ledger, previous }: Survey): Promise<PlannedMove[]> {
    const nowMs = this.knowledge.clock.nowMs();
    const record = await pastArrivals(this.store, nowMs);
    const expected = await expectedWork(record, batch, nowMs);
    await inTurns(batch.waiting, ({ work, held }) => {
      holdAll(ledger, held, work.powerKw);
    });
    const terms = {
      ...{ weights: { carbon: 1, cost: 0 }, minGainPercent: 0 },
      ...{ expected, previous, rounds: roundsFor(batch.waiting.length + expected.length) },
      mostExcess: MOST_EXCESS,
      keepWithinPercent: KEPT_WITHIN_PERCENT,
    };
    const steps = planInSteps(batch.waiting, batch.outlooks(), ledger, terms);
    const { planned, prices } = await stepsInTurns(steps);
    await this.store.keepPrices(prices.listed(), takenAtMs);
    const moves: PlannedMove[] = [];
    await inTurns(batch.waiting, ({ id, held, work }) => {
      const target = planned.get(id)?.placement ?? null;
      const before = batch.plans.get(id);
      if (target === null || before === undefined || isSamePlace(target, held)) return;
      moves.push({
        id,
        target,
        planNumber: before.number,
        from: before.reservation,
        to: target.isRunNow ? null : { region: target.region, runs: target.runs, powerKw: work.powerKw },
      });
    });
    return moves;
  }

  private earliestMs(): number {
    return this.knowledge.clock.nowMs() + FROZEN_MS;
  }
}

const roundsFor = (works: number): number =>
  Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, Math.floor(LOOKS / Math.max(1, works))));

/** A ledger that knows less of what somebody has must not stop all planning: afterwards it has all of it. */
function holdAll(ledger: RoomLedger, held: Placement | null, powerKw: number): void {
  if (held === null || held.isRunNow) return;
  ledger.enter({ ...held, powerKw: -powerKw });
  ledger.enter({ ...held, powerKw });
}

function isSamePlace(a: Placement, b: Placement | null): boolean {
  if (b === null || a.region !== b.region || a.runs.length !== b.runs.length) return false;
  return a.runs.every(({ from, until }, i) => from === b.runs[i]?.from && until === b.runs[i].until);
}
