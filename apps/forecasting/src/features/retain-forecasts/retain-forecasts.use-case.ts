import { DAY_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { ForecastRetention } from '../../ports/forecast-retention';

/** Thirteen months: a year of accuracy can be read, and the same month of last year beside this one. */
const KEPT_MS = 13 * 31 * DAY_MS;

/** Bounds what is kept of issued forecasts and their scores: 350 series issue 0.8 GB a month. */
export class RetainForecastsUseCase {
  constructor(
    private readonly retention: ForecastRetention,
    private readonly clock: Clock,
  ) {}

  run(): Promise<{ months: number; days: number }> {
    return this.retention.dropBefore(this.clock.nowMs() - KEPT_MS);
  }
}
