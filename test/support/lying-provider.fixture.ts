import { ProviderServer } from '../../apps/ingestion/src/adapters/providers/testing/provider-server.fixture';
import type {
  Asked,
  Reply,
} from '../../apps/ingestion/src/adapters/providers/testing/provider-server.fixture';

const HOUR_MS = 3_600_000;
const hourIso = (hoursFromNow: number) =>
  new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS + hoursFromNow * HOUR_MS).toISOString();

/** Value of the one zone that is told the truth about, gCO2eq/kWh. */
export const TRUE_INTENSITY = 61;
export const TRUE_ZONE = 'FR';

const entry = (zone: string, change: object = {}) => ({
  zone,
  carbonIntensity: TRUE_INTENSITY,
  datetime: hourIso(-1),
  isEstimated: false,
  temporalGranularity: 'hourly',
  ...change,
});

/** Each zone is lied about in a way of its own. */
const LIES: Record<string, () => Reply> = {
  DE: () => ({ body: entry('DE', { carbonIntensity: 0 }) }),
  NL: () => ({ body: entry('NL', { carbonIntensity: null }) }),
  ES: () => ({ body: '<!doctype html><h1>Scheduled maintenance</h1>' }),
  PL: () => ({ body: entry('SE-SE3', { carbonIntensity: 20 }) }),
  BE: () => ({ body: entry('BE', { datetime: hourIso(30) }) }),
  PT: () => ({ body: entry('PT', { carbonIntensity: 1e9 }) }),
  AT: () => ({ body: '' }),
  IE: () => ({ body: '{"zone":"IE","carbonIntensity":12' }),
  FI: () => ({ body: entry('FI', { carbonIntensity: -5 }) }),
};

export const LIED_ABOUT = Object.keys(LIES);

/** A server that poses as every provider: honest about one zone until told otherwise, and lying about the rest. */
export class LyingProvider {
  private isHonest = true;

  private constructor(readonly server: ProviderServer) {}

  static async start(): Promise<LyingProvider> {
    const provider = new LyingProvider(await ProviderServer.start());
    provider.server.replies((asked) => provider.answer(asked));
    return provider;
  }

  /** Settings that send every provider's client here. */
  settings(): Record<string, string> {
    return providerSettings(this.server.url);
  }

  /** From now on nothing is true any more. */
  lieAboutEverything(): void {
    this.isHonest = false;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private answer({ path, query }: Asked): Reply {
    if (path === '/v3/zones') {
      return {
        body: Object.fromEntries([TRUE_ZONE, ...LIED_ABOUT].map((zone) => [zone, { access: ['*'] }])),
      };
    }
    if (path.startsWith('/intensity/')) return { fault: 'hang' };
    if (!path.startsWith('/v3/carbon-intensity')) return { body: '<html>not what you asked for</html>' };
    const zone = query.get('zone') ?? '';
    const reply = zone === TRUE_ZONE ? this.ofTrueZone() : (LIES[zone]?.() ?? { status: 404 });
    return path.endsWith('/latest') || typeof reply.body === 'string' ? reply : asSeries(path, zone, reply);
  }

  private ofTrueZone(): Reply {
    return { body: entry(TRUE_ZONE, this.isHonest ? {} : { carbonIntensity: 1e9, datetime: hourIso(0) }) };
  }
}

/** The same lie in the form of the operations that answer with many values. */
function asSeries(path: string, zone: string, { body }: Reply): Reply {
  return path.endsWith('/history') ? { body: { zone, history: [body] } } : { body: { zone, data: [body] } };
}

/** Settings that make every provider be asked at one address, several times a minute. */
export const providerSettings = (url: string): Record<string, string> => ({
  ECOBE_OFFLINE: 'false',
  ECOBE_SIMULATION: 'auto',
  ECOBE_POLL_INTERVAL_SECONDS: '1',
  ELECTRICITY_MAPS_API_KEY: 'key-of-the-spec',
  EIA_API_KEY: 'another-key-of-the-spec',
  ELECTRICITY_MAPS_BASE_URL: url,
  EIA_BASE_URL: url,
  NESO_BASE_URL: url,
  ENERGY_CHARTS_BASE_URL: url,
  ENERGI_DATA_SERVICE_BASE_URL: url,
  OPEN_METEO_BASE_URL: url,
  OPEN_METEO_PREVIOUS_RUNS_BASE_URL: url,
});
