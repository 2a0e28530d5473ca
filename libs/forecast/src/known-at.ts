import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { GridHistory, WeatherColumns, WeatherHistory } from './grid-history';
import { historyBefore } from './hourly-history';

/**
 * What was known of a zone at an instant, as views without a copy: the hours before it, and of the weather only what
 * runs of its own UTC day and of earlier days said. Whatever gets this instead of all that is stored cannot look ahead.
 */
export function knownAt(grid: GridHistory, instantMs: number): GridHistory {
  const history = historyBefore(grid.history, instantMs);
  const hours = history.values.length;
  const { sources, weather } = grid;
  return {
    history,
    ...(sources && {
      sources: sources.map((source) => ({ ...source, valuesMw: source.valuesMw.subarray(0, hours) })),
    }),
    ...(weather && { weather: weatherKnownAt(weather, history.startMs, instantMs) }),
  };
}

/** A run of age `a` speaks of the `a`-th day after its own, so the runs that exist reach to the end of that day. */
function weatherKnownAt({ byAgeDays }: WeatherHistory, startMs: number, instantMs: number): WeatherHistory {
  const dayStartMs = Math.floor(instantMs / DAY_MS) * DAY_MS;
  return {
    byAgeDays: byAgeDays.map((columns, ageDays) => {
      const hours = (dayStartMs + (ageDays + 1) * DAY_MS - startMs) / HOUR_MS;
      return firstHours(columns, Math.max(0, Math.ceil(hours)));
    }),
  };
}

const firstHours = (columns: WeatherColumns, hours: number): WeatherColumns => ({
  windSpeedMs: columns.windSpeedMs.subarray(0, hours),
  temperatureK: columns.temperatureK.subarray(0, hours),
  dewpointK: columns.dewpointK.subarray(0, hours),
  shortwaveRadiationWPerM2: columns.shortwaveRadiationWPerM2.subarray(0, hours),
  precipitationMm: columns.precipitationMm.subarray(0, hours),
});
