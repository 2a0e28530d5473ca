import { HOUR_MS } from '@ecobe/carbon';
import type { GridHistory } from '../grid-history';
import type { PointModel } from '../point-model';
import { HOURS_PER_DAY } from './band-levels';
import { GridPrints } from './grid-print';
import { errorsOf, intensityAt } from './origin-errors';
import type { OriginErrors } from './origin-errors';
import { predictLogs } from './point-window';
import { REPLAYED_DAYS } from './serving-history';

const DAY_MS = HOURS_PER_DAY * HOUR_MS;
/** Origins of every hour of the replayed days, and of the running one. */
const MAX_KEPT = (REPLAYED_DAYS + 1) * HOURS_PER_DAY;

interface KeptPrediction {
  readonly print: string;
  /** Null where the model refused. */
  readonly logs: Float32Array | null;
}

/**
 * What one fit would have said at past origins. It keeps the predictions, so that the next issue at the same hour of the
 * day replays one origin more and not all of them; what it keeps changes only how long an answer takes.
 */
export class ReplayedOrigins {
  private readonly kept = new Map<number, KeptPrediction>();

  /** @param learntUntilMs no origin before it is replayed: the fit knows what came */
  constructor(
    private readonly model: PointModel,
    private readonly learntUntilMs: number,
  ) {}

  /**
   * Errors of one forecast a day for the days before an origin, oldest first; null where there could be none.
   * @param issued what the model says at the origin itself, which tomorrow is one of those days
   */
  errorsBefore(grid: GridHistory, originMs: number, issued?: Float64Array): (OriginErrors | null)[] {
    const origins = Array.from({ length: REPLAYED_DAYS }, (_, i) => originMs - (REPLAYED_DAYS - i) * DAY_MS);
    const earliestMs = origins.find((replayedMs) => this.isUsable(grid, replayedMs)) ?? originMs;
    const prints = new GridPrints(grid, earliestMs, originMs);
    if (issued !== undefined) this.keep(originMs, prints.of(originMs), Float32Array.from(issued));
    return origins.map((replayedMs) => {
      if (!this.isUsable(grid, replayedMs)) return null;
      const logs = this.logsAt(grid, replayedMs, prints.of(replayedMs));
      return logs === null ? null : errorsOf(logs, grid, replayedMs, originMs);
    });
  }

  /** The errors of a forecast that lacked the newest hours say nothing of one that has them. */
  private isUsable(grid: GridHistory, originMs: number): boolean {
    return originMs >= this.learntUntilMs && !Number.isNaN(intensityAt(grid, originMs - HOUR_MS));
  }

  private logsAt(grid: GridHistory, originMs: number, print: string): Float32Array | null {
    const kept = this.kept.get(originMs);
    if (kept?.print === print) return kept.logs;
    const predicted = predictLogs(this.model, grid, originMs);
    const logs = predicted.kind === 'refused' ? null : Float32Array.from(predicted.logs);
    this.keep(originMs, print, logs);
    return logs;
  }

  private keep(originMs: number, print: string, logs: Float32Array | null): void {
    const oldest = this.kept.keys().next();
    if (this.kept.size >= MAX_KEPT && oldest.done !== true) this.kept.delete(oldest.value);
    this.kept.set(originMs, { print, logs });
  }
}
