import { DAY_MS, toIso, worstQuality } from '@ecobe/carbon';
import type { Clock, Signal } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import { RUNS_REVISED_FOR_DAYS } from '@ecobe/platform';
import type { DekesPolicy } from '../../dekes.config';
import type { ObservedHours, ObservedReader } from '../../ports/observed-reader';
import type { Settlement } from '../../ports/settlement';
import type { RunToSettle, SettlementStore } from '../../ports/settlement-store';
import { isSameUnit } from '../../run-planning/same-unit';
import { emissionsOf } from './run-emissions';
import type { RunObserved } from './run-emissions';
import { hoursOf, meanOver, settlementOf, spansOf } from './settle-run';
import type { ObservedMeans, RunSpans, SpanInZone } from './settle-run';
import { reportsOf } from './settled-report';

/** Observations are corrected for about a week. */
const REVISED_FOR_MS = RUNS_REVISED_FOR_DAYS * DAY_MS;
const PAGE = 200;
const SERVER_FAULT = 500;

/** What was read in a round. */
type Known = Map<string, Promise<ObservedHours | null>>;

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
    private readonly policy: Pick<DekesPolicy, 'figures' | 'organizationId'>,
  ) {}

  async execute(): Promise<SettleRound> {
    const nowMs = this.clock.nowMs();
    const round = { settled: 0, unsettled: 0 };
    const known: Known = new Map();
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
    known: Known,
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
    known: Known,
  ): Promise<'settled' | 'unsettled' | 'same'> {
    const spans = spansOf(workload);
    const observed = spans === null ? 'nobody knows where it ran' : await this.meansOf(spans, known);
    if (spans === null || typeof observed === 'string') {
      await this.runs.unsettled(workload.id, String(observed));
      return 'unsettled';
    }
    const settlement = settlementOf(workload, spans, observed.means, this.policy.figures, nowMs);
    const organizationId = workload.organizationId ?? this.policy.organizationId;
    const isLogged = organizationId !== null;
    if (earlier !== null && isSame(earlier, settlement) && (earlier.isLogged || !isLogged)) return 'same';
    const revision = (earlier?.revision ?? 0) + 1;
    const emissions =
      organizationId === null
        ? null
        : emissionsOf(
            organizationId,
            workload,
            settlement,
            await this.withMarginal(spans.actual, observed.ran, known),
            revision,
          );
    const reports = reportsOf(workload, settlement, earlier);
    await this.runs.settle({ ...settlement, revision, isLogged }, reports, emissions);
    return 'settled';
  }

  private async withMarginal(span: SpanInZone, average: ObservedHours, known: Known): Promise<RunObserved> {
    return { span, average, marginal: await this.observedOf(span, 'marginal', known) };
  }

  /** Or why they are not known yet. */
  private async meansOf(
    { actual, baseline }: RunSpans,
    known: Known,
  ): Promise<{ means: ObservedMeans; ran: ObservedHours } | string> {
    const ran = await this.meanOf(actual, known);
    if (typeof ran === 'string') return ran;
    if (baseline === null) {
      const means = { actualGPerKwh: ran.mean, baselineGPerKwh: null, quality: ran.observed.quality };
      return { means, ran: ran.observed };
    }
    const home = await this.meanOf(baseline, known);
    if (typeof home === 'string') return home;
    const quality = worstQuality(ran.observed.quality, home.observed.quality);
    const means = { actualGPerKwh: ran.mean, baselineGPerKwh: home.mean, quality };
    return { means, ran: ran.observed };
  }

  private async meanOf(
    span: SpanInZone,
    known: Known,
  ): Promise<{ mean: number; observed: ObservedHours } | string> {
    const observed = await this.observedOf(span, 'average', known);
    if (observed === null) return `nothing was observed in zone ${span.zone}`;
    const mean = meanOver(span, observed);
    return typeof mean === 'number'
      ? { mean, observed }
      : `the hour ${toIso(mean.missingMs)} of zone ${span.zone} is not observed yet`;
  }

  /** Runs of a batch share hours: each is asked for once in a round. */
  private observedOf(span: SpanInZone, signal: Signal, known: Known): Promise<ObservedHours | null> {
    const hours = hoursOf(span);
    const key = `${span.zone} ${signal} ${hours.startMs} ${hours.endMs}`;
    const answer = known.get(key) ?? this.observed.read(span.zone, hours, signal);
    known.set(key, answer);
    return answer;
  }
}

const isSame = (a: Settlement, b: Settlement): boolean =>
  a.actualG === b.actualG &&
  a.baselineG === b.baselineG &&
  a.energyQuality === b.energyQuality &&
  isSameUnit(a.functionalUnit, b.functionalUnit);
