import { BASES, HOUR_MS, seriesId, startOfHour, zones } from '@ecobe/carbon';
import type { CarbonObservation, Clock, Interval } from '@ecobe/carbon';
import type { GridSimulator } from '../../ports/grid-simulator';
import type {
  ObservationBatch,
  ObservationReader,
  ObservationWriter,
  SimulatedCoverage,
} from '../../ports/observation-store';
import { RECENT_MS, recentSpan } from '../refresh-snapshot/series-choice';
import type { SimulationMode } from '../refresh-snapshot/series-choice';

/** Zones whose rows go into one batch of a bulk load. */
const ZONES_PER_BATCH = 8;

/** Keeps the simulated series whole over the last four weeks and the running hour: only missing hours are made. */
export class SimulateGridUseCase {
  private wholeUntilMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly simulator: GridSimulator,
    private readonly reader: ObservationReader,
    private readonly writer: ObservationWriter,
    private readonly clock: Clock,
    private readonly mode: SimulationMode,
    private readonly zoneIds: readonly string[] = zones().map(({ id }) => id),
  ) {}

  /** @returns rows added. */
  async run(): Promise<number> {
    if (this.mode === 'off') return 0;
    const runningHourMs = startOfHour(this.clock.nowMs());
    const endMs = runningHourMs + HOUR_MS;
    const span = { startMs: runningHourMs - RECENT_MS, endMs };
    // the clock is looked at each minute, but only a new hour can be missing
    if (endMs <= this.wholeUntilMs) return 0;
    const gaps = await this.gaps(span);
    const added = gaps.length === 0 ? null : await this.writer.recordBulk(this.batches(gaps));
    this.wholeUntilMs = endMs;
    return added?.carbonIntensity ?? 0;
  }

  private async gaps(span: Interval): Promise<{ zone: string; span: Interval }[]> {
    const realIds = await this.realSeries();
    const coverage = new Map((await this.reader.simulatedCoverage(span)).map((row) => [seriesId(row), row]));
    return this.zoneIds.flatMap((zone) => {
      const missing = BASES.flatMap((basis) => {
        const id = seriesId({ zone, signal: 'average', basis });
        return realIds.has(id) ? [] : missingSpan(span, coverage.get(id));
      });
      if (missing.length === 0) return [];
      return [{ zone, span: { ...span, startMs: Math.min(...missing.map(({ startMs }) => startMs)) } }];
    });
  }

  /** Series that need no simulation because something real is known of them. */
  private async realSeries(): Promise<Set<string>> {
    if (this.mode === 'only') return new Set();
    const nowMs = this.clock.nowMs();
    const newest = await this.reader.newest(recentSpan(nowMs), nowMs);
    return new Set(newest.filter(({ kind }) => kind === 'real').map(seriesId));
  }

  private *batches(gaps: { zone: string; span: Interval }[]): Generator<ObservationBatch> {
    for (let index = 0; index < gaps.length; index += ZONES_PER_BATCH) {
      const carbonIntensity: CarbonObservation[] = gaps
        .slice(index, index + ZONES_PER_BATCH)
        .flatMap(({ zone, span }) => this.simulator.simulate(zone, span));
      yield { carbonIntensity, generation: [], weather: [] };
    }
  }
}

/** What of the span is not stored: nothing, its end, or (where there are holes) all of it. */
function missingSpan(span: Interval, coverage: SimulatedCoverage | undefined): Interval[] {
  if (coverage === undefined) return [span];
  const afterLastMs = coverage.lastValidAtMs + HOUR_MS;
  const isWhole = coverage.hours === (afterLastMs - span.startMs) / HOUR_MS;
  if (!isWhole) return [span];
  return afterLastMs < span.endMs ? [{ startMs: afterLastMs, endMs: span.endMs }] : [];
}
