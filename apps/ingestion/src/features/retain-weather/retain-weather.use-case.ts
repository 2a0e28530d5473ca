import { DAY_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { WeatherRetention } from '../../ports/weather-retention';

/** So long all runs are kept; after that the first of each UTC day, which is what training reads. */
const KEEP_ALL_MS = 10 * DAY_MS;
/** So long the first run of each day is kept: as long as trainings look back, and half a year. */
const KEEP_FIRST_MS = 3 * 365 * DAY_MS;

/** Bounds what is kept of the weather that was fetched; what was imported stays. */
export class RetainWeatherUseCase {
  constructor(
    private readonly retention: WeatherRetention,
    private readonly sources: readonly string[],
    private readonly clock: Clock,
  ) {}

  /** @returns runs dropped. */
  async run(): Promise<number> {
    const nowMs = this.clock.nowMs();
    const old = await this.retention.dropRuns(this.sources, nowMs - KEEP_FIRST_MS);
    return old + (await this.retention.keepFirstOfDay(this.sources, nowMs - KEEP_ALL_MS));
  }
}
