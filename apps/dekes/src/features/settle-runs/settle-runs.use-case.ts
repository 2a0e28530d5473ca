import { DAY_MS, toIso, worstQuality } from '@ecobe/carbon';
import type { Clock, Interval, Quality } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { DekesPolicy } from '../../dekes.config';
import type { ObservedHours, ObservedReader } from '../../ports/observed-reader';
import type { Settlement } from '../../ports/settlement';
import type { RunToSettle, SettlementStore } from '../../ports/settlement-store';
import { hoursOf, meanOver, settlementOf, spansOf } from './settle-run';
import type { ObservedMeans, RunSpans, SpanInZone } from './settle-run';
import { reportsOf } from './settled-report';

/** Observations are corrected for about a week. */
const REVISED_FOR_MS = 8 * DAY_MS;
const PAGE = 200;
const SERVER_FAULT = 500;

export interface SettleRound {
  readonly settled: number;
  readonly unsettled: number;
}

/** Replaces forecasts by observations where runs are over, and does so again where observations were corrected. */
export class SettleRunsUseCase {
  constructor(
    private readonly runs: SettlementStore,
    private readonly observed: ObservedReader,
    private readonly clock: Clock,
    private readonly policy: Pick<DekesPolicy, 'figures'>,
  ) {}

  async execute(): Promise<SettleRound> {
    const nowMs = this.clock.nowMs();
    const round = { settled: 0, unsettled: 0 };
    const known = new Map<string, Promise<ObservedHours | null>>();
    for (let after: string | null = null; ;) {
      const page: RunToSettle[] = await this.runs.toSettle(nowMs, nowMs - REVISED_FOR_MS, after, PAGE);
      for (const one of page) {
        const done = await this.settleAlone(one, nowMs, known);
        if (done !== 'same') round[done] += 1;
      }
      after = page.at(-1)?.workload.id ?? null;
      if (page.length < PAGE) return round;
    }
  }

  /** One run that cannot be settled must not keep the others from it. @throws ProblemError 5xx: ingestion is away */
  private async settleAlone(
    run: RunToSettle,
    nowMs: number,
    known: Map<string, Promise<ObservedHours | null>>,
  ): Promise<'settled' | 'unsettled' | 'same'> {
    try {
      return await this.settle(run, nowMs, known);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status >= SERVER_FAULT) throw error;
      await this.runs.unsettled(
        run.workload.id,
        `could not be settled: ${error instanceof Error ? error.message : ''}`,
      );
      return 'unsettled';
    }
  }

  private async settle(
    { workload, earlier }: RunToSettle,
    nowMs: number,
    known: Map<string, Promise<ObservedHours | null>>,
  ): Promise<'settled' | 'unsettled' | 'same'> {
    const spans = spansOf(workload);
    const means = spans === null ? 'nobody knows where it ran' : await this.meansOf(spans, known);
    if (spans === null || typeof means === 'string') {
      await this.runs.unsettled(workload.id, String(means));
      return 'unsettled';
    }
    const settlement = settlementOf(workload, spans, means, this.policy.figures, nowMs);
    if (earlier !== null && isSame(earlier, settlement)) return 'same';
    await this.runs.settle(settlement, reportsOf(workload, settlement, earlier));
    return 'settled';
  }

  /** Or why they are not known yet. */
  private async meansOf(
    { actual, baseline }: RunSpans,
    known: Map<string, Promise<ObservedHours | null>>,
  ): Promise<ObservedMeans | string> {
    const ran = await this.meanOf(actual, known);
    if (typeof ran === 'string') return ran;
    if (baseline === null) return { actualGPerKwh: ran.mean, baselineGPerKwh: null, quality: ran.quality };
    const home = await this.meanOf(baseline, known);
    if (typeof home === 'string') return home;
    const quality = worstQuality(ran.quality, home.quality);
    return { actualGPerKwh: ran.mean, baselineGPerKwh: home.mean, quality };
  }

  private async meanOf(
    span: SpanInZone,
    known: Map<string, Promise<ObservedHours | null>>,
  ): Promise<{ mean: number; quality: Quality } | string> {
    const hours = hoursOf(span);
    const observed = await remembered(known, span.zone, hours, () => this.observed.read(span.zone, hours));
    if (observed === null) return `nothing was observed in zone ${span.zone}`;
    const mean = meanOver(span, observed);
    return typeof mean === 'number'
      ? { mean, quality: observed.quality }
      : `the hour ${toIso(mean.missingMs)} of zone ${span.zone} is not observed yet`;
  }
}

/** Runs of a batch share hours: each is asked for once in a round. */
function remembered<Result>(
  known: Map<string, Result>,
  zone: string,
  { startMs, endMs }: Interval,
  ask: () => Result,
): Result {
  const key = `${zone} ${startMs} ${endMs}`;
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}

const isSame = (a: Settlement, b: Settlement): boolean =>
  a.actualG === b.actualG && a.baselineG === b.baselineG && a.energyQuality === b.energyQuality;
