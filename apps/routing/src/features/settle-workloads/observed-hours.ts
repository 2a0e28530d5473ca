import { HOUR_MS, seriesId, startOfHour } from '@ecobe/carbon';
import type { Basis, Interval, SeriesKey } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { ObservedIntensity } from '../../ports/observed-intensity';
import { joinedHours } from './joined-hours';
import type { ObservedSeries } from './joined-hours';

/** Zones that fail one after the other, with none that answers between: it is not the zones then. */
const ALL_AWAY = 3;

/** Hours that cannot be told, and why. */
export interface NotObserved {
  readonly reason: string;
}

/**
 * Observations of one round, read by the very hours that a workload takes: quality and source are of those hours and do
 * not change with what else is settled beside it. A zone that fails is asked no more in the round, and stops nobody else.
 */
export class ObservedHours {
  private readonly read = new Map<string, ObservedSeries | NotObserved>();
  private readonly failing = new Map<string, NotObserved>();
  private failuresInRow = 0;

  constructor(private readonly observed: ObservedIntensity) {}

  /** @throws what the observer throws, once zone after zone fails */
  async of(zone: string, basis: Basis, spans: readonly Interval[]): Promise<ObservedSeries | NotObserved> {
    const parts: ObservedSeries[] = [];
    for (const span of spans) {
      const part = await this.part({ zone, basis, signal: 'average' }, wholeHours(span));
      if ('reason' in part) return part;
      parts.push(part);
    }
    return joinedHours(parts) ?? { reason: `when it ran in ${zone} is unknown` };
  }

  /**
   * Marginal intensities of the same hours, null in those where none was observed; null where in none.
   * @throws what the observer throws, once zone after zone fails
   */
  async marginalOf(
    zone: string,
    basis: Basis,
    spans: readonly Interval[],
  ): Promise<ObservedSeries | NotObserved | null> {
    const parts: ObservedSeries[] = [];
    for (const span of spans) {
      const part = await this.part({ zone, basis, signal: 'marginal' }, wholeHours(span));
      if (!('reason' in part)) parts.push(part);
      else if (this.failing.has(zone)) return part;
    }
    return joinedHours(parts);
  }

  /** Spans are many where workloads are: those of earlier ones are not needed again. */
  forgetSpans(): void {
    this.read.clear();
  }

  private async part(series: SeriesKey, span: Interval): Promise<ObservedSeries | NotObserved> {
    const key = `${seriesId(series)} ${span.startMs} ${span.endMs}`;
    const known = this.failing.get(series.zone) ?? this.read.get(key);
    if (known !== undefined) return known;
    const found = await this.ask(series, span);
    this.read.set(key, found);
    return found;
  }

  private async ask(
    { zone, basis, signal }: SeriesKey,
    span: Interval,
  ): Promise<ObservedSeries | NotObserved> {
    try {
      const answer = await this.observed.read(zone, basis, span, signal);
      this.failuresInRow = 0;
      if (answer === null) return { reason: `nothing is observed in ${zone}` };
      const { start, values, quality, source } = answer;
      return { startMs: Date.parse(start), values, quality, source };
    } catch (error) {
      return this.notTold(zone, error);
    }
  }

  private notTold(zone: string, error: unknown): NotObserved {
    const told = { reason: `observations of ${zone} cannot be read: ${messageOf(error)}` };
    // A refusal is about these hours; anything else is about the zone, or about all.
    if (error instanceof ProblemError && error.problem.status < 500) return told;
    this.failing.set(zone, told);
    this.failuresInRow += 1;
    if (this.failuresInRow >= ALL_AWAY) throw error;
    return told;
  }
}

const wholeHours = ({ startMs, endMs }: Interval): Interval => ({
  startMs: startOfHour(startMs),
  endMs: Math.ceil(endMs / HOUR_MS) * HOUR_MS,
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
