import type { Interval } from '@ecobe/carbon';
import type { ObservationWriter } from '../../ports/observation-store';
import type { PastFiller } from '../../ports/past-filler';
import type { WeatherArchive } from '../../ports/weather-source';

/** Weather as it was forecast before this suite asked for it. */
export class PastWeatherFiller implements PastFiller {
  /** The archive of previous runs begins with January 2024. */
  readonly oldestMs = Date.UTC(2024, 0, 1);

  constructor(
    private readonly archive: WeatherArchive,
    private readonly writer: Pick<ObservationWriter, 'recordWeather'>,
    readonly zones: readonly string[],
  ) {}

  sourceOf(): string {
    return this.archive.name;
  }

  async fill(zone: string, span: Interval): Promise<void> {
    await this.writer.recordWeather(await this.archive.fetchRuns(zone, span));
  }
}
