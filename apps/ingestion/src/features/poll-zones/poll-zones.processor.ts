import { HOUR_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Settings } from '@ecobe/platform';
import type { CarbonSource } from '../../ports/carbon-source';
import type { CatchUpZoneUseCase } from '../catch-up-zone/catch-up-zone.use-case';
import type { FetchWeatherUseCase } from '../fetch-weather/fetch-weather.use-case';
import { sourcesOf } from '../record-observations/record-reading.use-case';
import type { SourceChain } from '../record-observations/source-chain';
import { isFresh } from '../record-observations/source-need';

const POLL_QUEUE = 'ingestion-poll';
const CATCH_UP_EVERY_MS = HOUR_MS;
const WEATHER_EVERY_MS = 6 * HOUR_MS;
const CONCURRENCY = 8;

interface ZoneJob {
  zone: string;
}

const MIN_POLL_MS = 1_000;

/** How the zones of this deployment are polled. */
export interface PollingPlan {
  zoneIds: readonly string[];
  /** Empty where no live provider may be asked. */
  sources: readonly CarbonSource[];
  pollEveryMs: number;
}

/** The configured interval in real time, at the speed of the suite's clock. */
export const pollingPlan = (
  zoneIds: readonly string[],
  sources: readonly CarbonSource[],
  settings: Pick<Settings, 'ECOBE_POLL_INTERVAL_SECONDS' | 'ECOBE_CLOCK_SPEED'>,
): PollingPlan => {
  const intervalMs = (settings.ECOBE_POLL_INTERVAL_SECONDS * 1000) / settings.ECOBE_CLOCK_SPEED;
  return { zoneIds, sources, pollEveryMs: Math.max(MIN_POLL_MS, Math.round(intervalMs)) };
};

/** Asks the providers on a schedule: one job per zone and interval among all replicas, however many ask for the zone. */
export class PollZonesProcessor {
  constructor(
    private readonly queues: JobQueues,
    private readonly chain: Pick<SourceChain, 'run'>,
    private readonly catchUp: Pick<CatchUpZoneUseCase, 'run'>,
    private readonly weather: Pick<FetchWeatherUseCase, 'run'>,
    private readonly plan: PollingPlan,
  ) {}

  /** @returns how many zones are polled. */
  async start(): Promise<number> {
    const { zoneIds, sources, pollEveryMs } = this.plan;
    const polled = new Set(zoneIds.filter((zone) => sourcesOf(sources, zone).length > 0));
    this.queues.process<ZoneJob>(POLL_QUEUE, ({ name, payload }) => this.run(name, payload.zone), {
      concurrency: CONCURRENCY,
    });
    const queue = this.queues.queue<ZoneJob>(POLL_QUEUE);
    const schedules: [string, number][] = [
      ['latest', pollEveryMs],
      ['catch-up', CATCH_UP_EVERY_MS],
      ['weather', WEATHER_EVERY_MS],
    ];
    // schedules outlive restarts: those of a zone that is polled no more must go
    await Promise.all(
      zoneIds.flatMap((zone) =>
        schedules.map(([name, everyMs]) =>
          polled.has(zone)
            ? queue.every(`${name}-${zone}`, everyMs, name, { zone })
            : queue.removeSchedule(`${name}-${zone}`),
        ),
      ),
    );
    return polled.size;
  }

  private async run(name: string, zone: string): Promise<void> {
    // a job that was queued before live providers were turned off
    if (sourcesOf(this.plan.sources, zone).length === 0) return;
    if (name === 'latest') await this.chain.run(zone, (source) => source.fetchLatest(zone), isFresh);
    if (name === 'catch-up') await this.catchUp.run(zone);
    if (name === 'weather') await this.weather.run(zone);
  }
}
