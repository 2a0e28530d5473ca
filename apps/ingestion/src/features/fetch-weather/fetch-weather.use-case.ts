import type { ObservationWriter } from '../../ports/observation-store';
import { ProviderFaultError } from '../../ports/provider-fault';
import type { ProviderRecord } from '../../ports/provider-status';
import type { WeatherSource } from '../../ports/weather-source';

/** Keeps the newest weather forecast of a zone; forecasts of carbon intensity learn from it. */
export class FetchWeatherUseCase {
  constructor(
    private readonly source: WeatherSource,
    private readonly writer: ObservationWriter,
    private readonly board: { of(source: string): ProviderRecord },
  ) {}

  async run(zone: string): Promise<void> {
    const record = this.board.of(this.source.name);
    try {
      await this.writer.recordWeather([await this.source.fetchForecast(zone)]);
      record.succeeded();
    } catch (error) {
      if (!(error instanceof ProviderFaultError)) throw error;
      record.failed(error.kind, error.message);
    }
  }
}
