import { DAY_MS } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { ObservationWriter } from '../../ports/observation-store';
import type { PastFiller } from '../../ports/past-filler';
import type { WeatherDays } from '../../ports/weather-days';
import type { WeatherArchive } from '../../ports/weather-source';

/** Weather as it was forecast before this suite asked for it. */
export class PastWeatherFiller implements PastFiller {
  /** The archive of previous runs begins with January 2024. */
  readonly oldestMs = Date.UTC(2024, 0, 1);

  constructor(
    private readonly archive: WeatherArchive,
    private readonly writer: Pick<ObservationWriter, 'recordWeather'>,
    private readonly stored: WeatherDays,
    readonly zones: readonly string[],
  ) {}

  sourceOf(): string {
    return this.archive.name;
  }

  /** Days on which the suite did not run. */
  async missingDays(zone: string, span: Interval): Promise<number[]> {
    const known = new Set(await this.stored.daysWithRuns(zone, span));
    const days = Math.floor((span.endMs - span.startMs) / DAY_MS);
    return Array.from({ length: days }, (_, day) => span.startMs + day * DAY_MS).filter(
      (dayMs) => !known.has(dayMs),
    );
  }

  async fill(zone: string, span: Interval): Promise<void> {
    await this.writer.recordWeather(await this.archive.fetchRuns(zone, span));
  }
}
