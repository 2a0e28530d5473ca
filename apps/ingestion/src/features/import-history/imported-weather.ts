import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';
import type { WeatherRun } from '../../ports/observation-store';

/** The weather of one line. */
export type ImportedHour = { [quantity in keyof WeatherHours]: number | null };

const HOURS_PER_DAY = DAY_MS / HOUR_MS;
const unknownDay = () => Array<number | null>(HOURS_PER_DAY).fill(null);

/** Gathers a file's weather, which stands on its hours, into runs: of each UTC day one. */
export class ImportedWeather {
  private readonly hoursByDay = new Map<number, WeatherHours>();

  constructor(private readonly zone: string) {}

  /** Of several times within an hour the last one counts. */
  add(validAtMs: number, weather: ImportedHour): void {
    const dayMs = Math.floor(validAtMs / DAY_MS) * DAY_MS;
    const hour = Math.floor((validAtMs - dayMs) / HOUR_MS);
    const hours = this.hoursByDay.get(dayMs) ?? {
      windSpeedMs: unknownDay(),
      temperatureK: unknownDay(),
      dewpointK: unknownDay(),
      shortwaveRadiationWPerM2: unknownDay(),
      precipitationMm: unknownDay(),
    };
    this.hoursByDay.set(dayMs, hours);
    for (const [quantity, value] of Object.entries(weather))
      hours[quantity as keyof WeatherHours][hour] = value;
  }

  /**
   * The rows of a UTC day come from that day's 00 UTC run. Hour 00 is the last step of the run before; dating it with
   * its day claims no knowledge too early, and leaves each day whole.
   */
  runs(): WeatherRun[] {
    return [...this.hoursByDay].map(([dayMs, hours]) => ({
      zone: this.zone,
      source: 'gfs-history',
      issuedAtMs: dayMs,
      knownAtMs: dayMs,
      startMs: dayMs,
      hours,
    }));
  }
}
