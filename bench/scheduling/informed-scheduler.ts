import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import { regionOutlook, slotOf } from '@ecobe/placement';
import type { RegionOutlook } from '@ecobe/placement';
import type { WeatherMode } from '../forecast/grid-history';
import { JobScheduler } from './job-scheduler';
import { RegionForecaster } from './region-forecaster';
import type { ReplayAction, ReplayInit, ReplayTick } from './replay-protocol';

/** Answers the judge's messages with the product's own forecasts and plans; knows only what it was told. */
export class InformedScheduler {
  private readonly forecasters: ReadonlyMap<string, RegionForecaster>;
  private readonly scheduler: JobScheduler;
  private readonly startMs: number;
  private readonly delayHours: number;
  private hourMs = NaN;

  constructor(init: ReplayInit) {
    const { regions, publicationDelayHours, flexCapacityKw } = init.meta;
    const toldMs = regions.flatMap((region) => {
      const hours = init.history[region] ?? [];
      return [hours[0], hours.at(-1)].flatMap((hour) => (hour === undefined ? [] : [Date.parse(hour[0])]));
    });
    const newestMs = Math.max(...toldMs);
    const weather = weatherModeOf(init, newestMs);
    this.forecasters = new Map(
      regions.map((region) => {
        const columns = init.columns[region] ?? { measured: [], forecast: [] };
        const forecaster = new RegionForecaster(columns, weather, Math.min(...toldMs));
        forecaster.take({ ci: init.history[region], forecasts: init.forecasts[region] });
        return [region, forecaster];
      }),
    );
    this.scheduler = new JobScheduler(flexCapacityKw);
    this.startMs = newestMs + HOUR_MS;
    this.delayHours = publicationDelayHours;
  }

  async learn(): Promise<void> {
    for (const forecaster of this.forecasters.values()) await forecaster.train(this.startMs);
  }

  tick({ now, ci, forecasts, jobs }: ReplayTick): ReplayAction[] {
    for (const [region, forecaster] of this.forecasters)
      forecaster.take({ ci: ci[region], forecasts: forecasts[region] });
    const hourMs = startOfHour(Date.parse(now));
    const isNewHour = hourMs !== this.hourMs;
    this.hourMs = hourMs;
    return this.scheduler.act(slotOf(Date.parse(now)), jobs, isNewHour ? this.outlooks(hourMs) : null);
  }

  /** Of every region that can be forecast; the newest published hour may lie further back than the one that just ended. */
  private outlooks(hourMs: number): Map<string, RegionOutlook> {
    const issuedAtMs = hourMs - (this.delayHours - 1) * HOUR_MS;
    const outlooks = new Map<string, RegionOutlook>();
    for (const [region, forecaster] of this.forecasters) {
      const gPerKwh = forecaster.forecast(issuedAtMs);
      if (gPerKwh !== null) outlooks.set(region, regionOutlook(region, issuedAtMs / HOUR_MS, gPerKwh));
    }
    return outlooks;
  }
}

/** Rows of later days than the one that begins come from runs that do not exist yet: the judge's optimistic mode. */
function weatherModeOf({ forecasts }: ReplayInit, newestMs: number): WeatherMode {
  const lastMs = Math.max(
    ...Object.values(forecasts).map((rows) => Date.parse(rows.at(-1)?.[0] ?? '') || -Infinity),
  );
  if (lastMs === -Infinity) return 'none';
  return lastMs - newestMs > 25 * HOUR_MS ? 'rolling' : 'day1';
}
