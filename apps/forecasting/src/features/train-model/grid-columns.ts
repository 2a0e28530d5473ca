import type { GridHoursResponse } from '@ecobe/contracts';
import type { GridHistory, SourceHistory, WeatherColumns, WeatherHistory } from '@ecobe/forecast';
import { HOUR_MS } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';

type Hours = readonly (number | null)[];

/** One column of unknown hours. */
const unknownHours = (count: number): Float64Array => new Float64Array(count).fill(NaN);

const emptyWeather = (count: number): WeatherColumns => ({
  windSpeedMs: unknownHours(count),
  temperatureK: unknownHours(count),
  dewpointK: unknownHours(count),
  shortwaveRadiationWPerM2: unknownHours(count),
  precipitationMm: unknownHours(count),
});

/** Generation and weather of a span, put together from pages as they come. */
export class GridColumns {
  private readonly sources = new Map<string, SourceHistory>();
  private readonly byAgeDays: WeatherColumns[] = [];
  private readonly hourCount: number;

  constructor(private readonly span: Interval) {
    this.hourCount = (span.endMs - span.startMs) / HOUR_MS;
  }

  /** Adds a page. Of pages that tell different factors for a source the first one counts: add the newest first. */
  add({ start, sources, weatherByAgeDays }: GridHoursResponse): void {
    const offset = (Date.parse(start) - this.span.startMs) / HOUR_MS;
    for (const { source, emissionFactorGPerKwh, valuesMw } of sources) {
      const known = this.sources.get(source);
      const column = known ?? { source, emissionFactorGPerKwh, valuesMw: unknownHours(this.hourCount) };
      this.sources.set(source, column);
      fill(column.valuesMw, offset, valuesMw);
    }
    for (const [ageDays, hours] of weatherByAgeDays.entries()) {
      const columns = (this.byAgeDays[ageDays] ??= emptyWeather(this.hourCount));
      fill(columns.windSpeedMs, offset, hours.windSpeedMs);
      fill(columns.temperatureK, offset, hours.temperatureK);
      fill(columns.dewpointK, offset, hours.dewpointK);
      fill(columns.shortwaveRadiationWPerM2, offset, hours.shortwaveRadiationWPerM2);
      fill(columns.precipitationMm, offset, hours.precipitationMm);
    }
  }

  /** Parts of which nothing is known are left out. @param historyHours generation ends where the history does. */
  parts(historyHours: number): { sources?: SourceHistory[]; weather?: WeatherHistory } {
    const sources = [...this.sources.values()].map((column) => ({
      ...column,
      valuesMw: column.valuesMw.subarray(0, historyHours),
    }));
    return {
      ...(sources.length > 0 && { sources }),
      ...(this.byAgeDays.length > 0 && { weather: { byAgeDays: this.byAgeDays } }),
    } satisfies Omit<GridHistory, 'history'>;
  }
}

function fill(column: Float64Array, offset: number, hours: Hours): void {
  for (const [index, value] of hours.entries()) {
    const at = offset + index;
    if (value !== null && at >= 0 && at < column.length) column[at] = value;
  }
}
