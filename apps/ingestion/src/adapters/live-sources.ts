import type { Clock } from '@ecobe/carbon';
import type { Settings } from '@ecobe/platform';
import type { ProviderStatusBoard } from '../features/report-health/provider-status-board';
import type { CarbonSource } from '../ports/carbon-source';
import type { WeatherArchive, WeatherSource } from '../ports/weather-source';
import { ProviderHttpClient } from './http/provider-http.client';
import type { ProviderHttpOptions } from './http/provider-http.client';
import { EiaClient } from './providers/eia.client';
import { ElectricityMapsClient } from './providers/electricity-maps.client';
import { EnergiDataServiceClient } from './providers/energi-data-service.client';
import { EnergyChartsClient } from './providers/energy-charts.client';
import { OpenMeteoPreviousRunsClient } from './providers/open-meteo-previous-runs.client';
import { OpenMeteoClient } from './providers/open-meteo.client';
import { UkNesoClient } from './providers/uk-neso.client';

/** All live providers of this deployment; those that need a key are there only with it. */
export interface LiveSources {
  /** Best first; none where no live provider may be asked. */
  carbon: CarbonSource[];
  weather: WeatherSource;
  weatherArchive: WeatherArchive;
  /** Names of all that are asked. */
  names: string[];
  close(): Promise<void>;
}

/** @param board where each provider's doings are written down under its name */
export function liveSources(settings: Settings, clock: Clock, board: ProviderStatusBoard): LiveSources {
  const clients: ProviderHttpClient[] = [];
  const http = (name: string, baseUrl: string, options: Partial<ProviderHttpOptions> = {}) => {
    const client = new ProviderHttpClient({ baseUrl, ...options }, board.of(name));
    clients.push(client);
    return client;
  };
  const weather = new OpenMeteoClient(http('open-meteo', settings.OPEN_METEO_BASE_URL), clock);
  const archiveUrl = settings.OPEN_METEO_PREVIOUS_RUNS_BASE_URL;
  const weatherArchive = new OpenMeteoPreviousRunsClient(http('open-meteo-previous-runs', archiveUrl));
  const carbon = settings.asksLiveProviders ? carbonSources(settings, clock, http) : [];
  return {
    carbon,
    weather,
    weatherArchive,
    names: carbon.length === 0 ? [] : [...carbon, weather, weatherArchive].map(({ name }) => name),
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

type Http = (name: string, baseUrl: string, options?: Partial<ProviderHttpOptions>) => ProviderHttpClient;

/** Best first; the order agrees with source-preference.ts. */
function carbonSources(settings: Settings, clock: Clock, http: Http): CarbonSource[] {
  const { ELECTRICITY_MAPS_API_KEY: mapsKey, EIA_API_KEY: eiaKey } = settings;
  // bursts are answered with 401 although the key is good
  const maps = { headers: { 'auth-token': mapsKey ?? '' }, passingStatuses: [401] };
  return [
    ...(mapsKey === undefined
      ? []
      : [
          new ElectricityMapsClient(
            http('electricity-maps', settings.ELECTRICITY_MAPS_BASE_URL, maps),
            clock,
          ),
        ]),
    new UkNesoClient(http('uk-neso', settings.NESO_BASE_URL), clock),
    new EnergiDataServiceClient(http('energi-data-service', settings.ENERGI_DATA_SERVICE_BASE_URL), clock),
    ...(eiaKey === undefined ? [] : [new EiaClient(http('eia', settings.EIA_BASE_URL), eiaKey, clock)]),
    new EnergyChartsClient(http('energy-charts', settings.ENERGY_CHARTS_BASE_URL), clock),
  ];
}
