import { HOUR_MS } from '@ecobe/carbon';
import type { GridHistory } from '@ecobe/forecast';
import { gridHistoryOf } from '../forecast/grid-history';
import type { WeatherMode } from '../forecast/grid-history';

const DAYS_AHEAD = 10;

/** Hours of one region as the judge has told them so far, column by column. */
export class GridMemory {
  private readonly columns = new Map<string, Float64Array>();
  private lastHour = -1;

  /**
   * @param startMs first hour that will ever be told
   * @param capacityHours how many, at first; grows when needed
   * @param known column that is there even if nothing is told of it
   */
  constructor(
    readonly startMs: number,
    private capacityHours: number,
    known: string,
  ) {
    this.column(known);
  }

  set(column: string, atMs: number, value: number | null | undefined): void {
    const hour = (atMs - this.startMs) / HOUR_MS;
    if (hour < 0) return;
    if (hour >= this.capacityHours) this.grow(hour + DAYS_AHEAD * 24);
    this.lastHour = Math.max(this.lastHour, hour);
    this.column(column)[hour] = value ?? NaN;
  }

  /** What a model may see from an instant on. */
  history(fromMs: number, weather: WeatherMode): GridHistory {
    const from = Math.max(0, Math.floor((fromMs - this.startMs) / HOUR_MS));
    const columns = new Map(
      [...this.columns].map(([name, values]) => [name, values.subarray(from, this.lastHour + 1)]),
    );
    const grid = {
      file: 'replay',
      startMs: this.startMs + from * HOUR_MS,
      hourCount: this.lastHour + 1 - from,
      columns,
      missingLineCount: 0,
    };
    return gridHistoryOf(grid, 'lifecycle', weather);
  }

  private column(name: string): Float64Array {
    const known = this.columns.get(name);
    if (known !== undefined) return known;
    const made = new Float64Array(this.capacityHours).fill(NaN);
    this.columns.set(name, made);
    return made;
  }

  private grow(hours: number): void {
    this.capacityHours = Math.max(2 * this.capacityHours, hours);
    for (const [name, values] of this.columns) {
      const longer = new Float64Array(this.capacityHours).fill(NaN);
      longer.set(values);
      this.columns.set(name, longer);
    }
  }
}
