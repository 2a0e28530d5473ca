import os from 'node:os';
import { seriesId } from '@ecobe/carbon';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { ForecastMaker, ForecastOrder, MadeForecast } from '../ports/forecast-maker';
import type { ModelRegistry } from '../ports/model-registry';
import { builtWorker } from './built-worker';
import { ForecastThread } from './forecast.thread';
import type { ForecastThreadOptions } from './forecast.thread';

const MAX_THREADS = 2;
/** A forecast takes 10 to 400 ms, and at most a few wait for each other. */
const TIMEOUT_MS = 60_000;
/** Arrays of numbers are not counted: models and inputs are outside of it. */
const MAX_HEAP_MB = 512;
/**
 * Models kept open, in all threads together. The richest zone of the benchmark (DE: ten sources, weather of four days)
 * holds 6 MB open, and what it remembers of five weeks of forecasts 0.5 MB: 1 GB if all are like it. A zone without
 * sources holds a tenth. What has no place is opened for its hour, which takes 20 ms, and replays anew, 300 ms.
 */
const MAX_OPEN_SERIES = 160;

export type ForecastThreadsOptions = ForecastThreadOptions & { readonly threads: number };

/**
 * Makes forecasts in a few threads, so that the event loop, which answers the API as well, never waits for a model. A
 * series always goes to the same thread, which has its model open.
 */
export class ForecastThreads implements ForecastMaker, OnApplicationShutdown {
  private readonly threads: ForecastThread[];
  private readonly places = new Map<string, number>();

  constructor(registry: Pick<ModelRegistry, 'fitOf'>, options: Partial<ForecastThreadsOptions> = {}) {
    const { threads = Math.min(MAX_THREADS, os.availableParallelism()), ...others } = options;
    const ofEach: ForecastThreadOptions = {
      file: builtWorker('forecast.worker.js'),
      execArgv: [],
      timeoutMs: TIMEOUT_MS,
      maxHeapMb: MAX_HEAP_MB,
      maxSeries: Math.ceil(MAX_OPEN_SERIES / threads),
      ...others,
    };
    this.threads = Array.from({ length: threads }, () => new ForecastThread(registry, ofEach));
  }

  make(order: ForecastOrder): Promise<MadeForecast> {
    const id = seriesId(order.series);
    const place = this.places.get(id) ?? this.places.size % this.threads.length;
    this.places.set(id, place);
    const thread = this.threads[place];
    if (thread === undefined) throw new RangeError('a pool of forecasts has at least one thread');
    return thread.make(order);
  }

  /** Last: jobs that run to their end at a shutdown still issue. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}
