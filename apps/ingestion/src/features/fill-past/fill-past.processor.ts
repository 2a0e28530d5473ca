import { MINUTE_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { FillPastUseCase } from './fill-past.use-case';

const FILL_QUEUE = 'ingestion-past';

/**
 * A month of weather at six places costs about 38 of the 10,000 calls a day that Open-Meteo gives away: 25 variables and 35
 * days count two and a half times each. One month in ten minutes takes a little more than half of them at most, and a
 * third on average, since most zones have fewer places.
 */
const WEATHER_EVERY_MS = 10 * MINUTE_MS;
/** A month of a zone is one to three requests. */
const SERIES_EVERY_MS = MINUTE_MS;

/** Fills the past gently in the background while providers are asked. */
export class FillPastProcessor {
  constructor(
    private readonly queues: JobQueues,
    private readonly past: Record<'weather' | 'series', Pick<FillPastUseCase, 'run'>>,
    private readonly asksLiveProviders: boolean,
  ) {}

  async start(): Promise<void> {
    this.queues.process(FILL_QUEUE, async ({ name }) => {
      // a job that was queued before live providers were turned off
      if (!this.asksLiveProviders) return;
      if (name === 'weather') await this.past.weather.run();
      if (name === 'series') await this.past.series.run();
    });
    const queue = this.queues.queue(FILL_QUEUE);
    const schedules: [string, number][] = [
      ['weather', WEATHER_EVERY_MS],
      ['series', SERIES_EVERY_MS],
    ];
    for (const [name, everyMs] of schedules) {
      if (this.asksLiveProviders) await queue.every(name, everyMs, name, {});
      else await queue.removeSchedule(name);
    }
  }
}
