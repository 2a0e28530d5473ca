import { createInterface } from 'node:readline';
import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import { regionOutlook, slotOf } from '@ecobe/placement';
import type { RegionOutlook } from '@ecobe/placement';
import { RegionForecaster } from './region-forecaster';
import type { ReplayAction, ReplayInit, ReplayJob, ReplayTick } from './replay-protocol';
import { WaitingJob } from './waiting-job';

/** Answers the judge's messages with the product's own forecasts and plans; knows only what it was told. */
class ReplayEngine {
  private readonly forecasters: ReadonlyMap<string, RegionForecaster>;
  private waiting = new Set<WaitingJob>();
  private outlooks: ReadonlyMap<string, RegionOutlook> = new Map();
  private outlookHourMs = NaN;

  constructor(private readonly init: ReplayInit) {
    const hours = init.meta.regions.flatMap((region) => init.history[region] ?? []);
    const startMs = Math.min(...hours.map(([time]) => Date.parse(time)));
    const newestMs = Math.max(...hours.map(([time]) => Date.parse(time)));
    const weather = weatherModeOf(init, newestMs);
    this.forecasters = new Map(
      init.meta.regions.map((region) => {
        const columns = init.columns[region] ?? { measured: [], forecast: [] };
        const forecaster = new RegionForecaster(region, columns, weather, startMs);
        forecaster.take({ ci: init.history[region] ?? [], forecasts: init.forecasts[region] ?? [] });
        return [region, forecaster];
      }),
    );
    this.nowMs = newestMs + HOUR_MS;
  }

  private nowMs: number;

  async learn(): Promise<void> {
    for (const forecaster of this.forecasters.values()) await forecaster.train(this.nowMs);
  }

  tick({ now, ci, forecasts, jobs }: ReplayTick): ReplayAction[] {
    const nowMs = Date.parse(now);
    const slot = slotOf(nowMs);
    for (const [region, forecaster] of this.forecasters) {
      forecaster.take({ ci: ci[region] ?? [], forecasts: forecasts[region] ?? [] });
    }
    const isNewHour = startOfHour(nowMs) !== this.outlookHourMs;
    if (isNewHour) this.renewOutlooks(startOfHour(nowMs));
    const arrived = jobs.map((job) => new WaitingJob(job, this.transferG(job)));
    for (const job of isNewHour ? [...this.waiting, ...arrived] : arrived) job.replan(slot, this.outlooks);
    for (const job of arrived) this.waiting.add(job);
    const actions = [...this.waiting].flatMap((job) => job.act(slot));
    this.waiting = new Set([...this.waiting].filter((job) => !job.isDone));
    return actions;
  }

  private renewOutlooks(hourMs: number): void {
    this.outlookHourMs = hourMs;
    // The newest published hour may lie further back than the one that just ended.
    const issuedAtMs = hourMs - (this.init.meta.publicationDelayHours - 1) * HOUR_MS;
    this.outlooks = new Map(
      [...this.forecasters].map(([region, forecaster]) => [
        region,
        regionOutlook(region, issuedAtMs / HOUR_MS, forecaster.forecast(issuedAtMs)),
      ]),
    );
  }

  /** Energy of the move, drawn at home in the hour of arrival. */
  private transferG({ home, moveKwh, arrival }: ReplayJob): number {
    const outlook = this.outlooks.get(home);
    if (outlook === undefined) return 0;
    const hour = Math.floor(Date.parse(arrival) / HOUR_MS) - outlook.grams.firstHour;
    return moveKwh * 4 * (outlook.grams.values[hour] ?? 0);
  }
}

/** Rows of later days than the one that begins come from runs that do not exist yet: the judge's optimistic mode. */
function weatherModeOf({ forecasts }: ReplayInit, newestMs: number) {
  const last = Math.max(
    ...Object.values(forecasts).flatMap((rows) => rows.map(([time]) => Date.parse(time))),
  );
  if (last === -Infinity) return 'none';
  return last - newestMs > 25 * HOUR_MS ? 'rolling' : 'day1';
}

async function serve(): Promise<void> {
  let engine: ReplayEngine | null = null;
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line) as ReplayInit | ReplayTick;
    if (message.type === 'init') {
      engine = new ReplayEngine(message);
      await engine.learn();
      process.stdout.write('{}\n');
    } else {
      if (engine === null) throw new Error('the first message must be init');
      process.stdout.write(`${JSON.stringify({ actions: engine.tick(message) })}\n`);
    }
  }
}

void serve();
