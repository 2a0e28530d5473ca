import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Clock, Interval } from '@ecobe/carbon';
import type { CatchUpLog } from '../../ports/catch-up-log';
import type { PastFiller } from '../../ports/past-filler';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderRecord } from '../../ports/provider-status';

/** Two years hold every season twice: more teaches a forecast little. */
const LONGEST_PAST_MS = 2 * 365 * DAY_MS;
const CHUNK_MS = 30 * DAY_MS;
const AFTER_FAULT_MS = HOUR_MS;

interface PastSpan {
  readonly zone: string;
  readonly span: Interval;
  /** Lies within what was filled once: days on which the suite did not run. */
  readonly isGap: boolean;
}

/**
 * Fills the past of zones backwards, a month at a time and the least filled zone first, so that soon every zone has its
 * last months. How far it has come outlives restarts. Days that are missing since, it looks for once after a start.
 */
export class FillPastUseCase {
  private readonly restingUntilMs = new Map<string, number>();
  /** Start of the month that a zone's provider had nothing of at the last try. */
  private readonly emptyFromMs = new Map<string, number>();

  /** Newest first; of each zone as they were found after the start. */
  private readonly gaps = new Map<string, Interval[]>();

  constructor(
    private readonly filler: PastFiller,
    private readonly filled: CatchUpLog,
    private readonly board: { of(source: string): ProviderRecord },
    private readonly clock: Clock,
  ) {}

  /** Fills one month of one zone. @returns the zone, or null where nothing is left to do now. */
  async run(): Promise<string | null> {
    const nowMs = this.clock.nowMs();
    const next = await this.next(nowMs);
    if (next === null) return null;
    const { zone, span } = next;
    const record = this.board.of(this.filler.sourceOf(zone));
    try {
      await this.filler.fill(zone, span);
      record.succeeded();
      await this.done(next);
    } catch (error) {
      if (!(error instanceof ProviderFaultError)) throw error;
      record.failed(error.kind, error.message);
      await this.restOrPass(next, error);
    }
    return zone;
  }

  private async done({ zone, span, isGap }: PastSpan): Promise<void> {
    if (isGap) this.gaps.get(zone)?.shift();
    else await this.filled.record(zone, this.logName(zone), span.startMs);
  }

  /** A month without a value is asked for once more an hour later, then passed over: older ones may have theirs. */
  private async restOrPass(past: PastSpan, fault: ProviderFaultError): Promise<void> {
    const { zone, span } = past;
    const isEmpty = fault.options.isEmpty === true;
    if (isEmpty && this.emptyFromMs.get(zone) === span.startMs) return this.done(past);
    if (isEmpty) this.emptyFromMs.set(zone, span.startMs);
    this.restingUntilMs.set(zone, this.clock.nowMs() + AFTER_FAULT_MS);
  }

  /** The log says of other sources until when a zone is filled; of the past it says from when. */
  private logName(zone: string): string {
    return `${this.filler.sourceOf(zone)} past`;
  }

  private async next(nowMs: number): Promise<PastSpan | null> {
    const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
    const oldestMs = Math.max(this.filler.oldestMs, todayMs - LONGEST_PAST_MS);
    let best: PastSpan | null = null;
    for (const zone of this.filler.zones) {
      if ((this.restingUntilMs.get(zone) ?? 0) > nowMs) continue;
      const filledFromMs = await this.filled.caughtUpTo(zone, this.logName(zone));
      const gap = filledFromMs === null ? undefined : await this.gapOf(zone, filledFromMs, todayMs);
      if (gap !== undefined) return { zone, span: gap, isGap: true };
      const endMs = filledFromMs ?? todayMs;
      if (endMs <= oldestMs || endMs <= (best?.span.endMs ?? 0)) continue;
      best = { zone, span: { startMs: Math.max(oldestMs, endMs - CHUNK_MS), endMs }, isGap: false };
    }
    return best;
  }

  private async gapOf(zone: string, startMs: number, endMs: number): Promise<Interval | undefined> {
    const known = this.gaps.get(zone);
    if (known !== undefined) return known[0];
    const days = (await this.filler.missingDays?.(zone, { startMs, endMs })) ?? [];
    const found = spansOf(days);
    this.gaps.set(zone, found);
    return found[0];
  }
}

/** Days put together where they lie within one month's request; newest first. */
function spansOf(days: readonly number[]): Interval[] {
  const spans: Interval[] = [];
  for (const dayMs of [...days].sort((a, b) => b - a)) {
    const last = spans.at(-1);
    if (last !== undefined && last.endMs - dayMs <= CHUNK_MS)
      spans[spans.length - 1] = { ...last, startMs: dayMs };
    else spans.push({ startMs: dayMs, endMs: dayMs + DAY_MS });
  }
  return spans;
}
