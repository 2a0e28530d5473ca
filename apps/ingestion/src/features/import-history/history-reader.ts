import { MINUTE_MS } from '@ecobe/carbon';
import type { Basis, CarbonObservation } from '@ecobe/carbon';
import type { ObservationBatch } from '../../ports/observation-store';
import { intensityFault } from '../record-observations/quality-gate';
import { BadLineError } from './history-layout';
import type { HistoryLayout, HistoryRow } from './history-layout';
import { ImportedWeather } from './imported-weather';

const RESOLUTIONS_MINUTES = [5, 10, 15, 30, 60];

/** Turns the lines of one file into observations of one zone, and keeps what it saw: span, duplicates. */
export class HistoryReader {
  /** The weather of the file, which is whole only when the last line was read. */
  readonly weather: ImportedWeather;
  private readonly lineByInstant = new Map<number, number>();
  private firstMs = Number.POSITIVE_INFINITY;
  private lastMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly layout: HistoryLayout,
    private readonly zone: string,
    private readonly columnCount: number,
    private readonly resolutionMinutes: number,
    private readonly nowMs: number,
  ) {
    this.weather = new ImportedWeather(zone);
  }

  /** Adds a line to the batch. @throws BadLineError, with the batch untouched. */
  read(cells: readonly string[], line: number, batch: ObservationBatch): void {
    if (cells.length !== this.columnCount) {
      throw new BadLineError(`has ${cells.length} columns, the header has ${this.columnCount}`);
    }
    const row = this.layout.read(cells);
    this.check(row);
    const intensities = this.intensitiesOf(row);
    if (intensities.length === 0 && row.generation === null && row.weather === null) {
      throw new BadLineError('holds no value');
    }
    this.remember(row.validAtMs, line);
    batch.carbonIntensity.push(...intensities);
    this.addRest(row, batch);
  }

  /** First and last instant read, epoch ms; null before the first good line. */
  span(): { firstMs: number; lastMs: number } | null {
    return this.lineByInstant.size === 0 ? null : { firstMs: this.firstMs, lastMs: this.lastMs };
  }

  private check(row: HistoryRow): void {
    if (row.zone !== null && row.zone !== this.zone) {
      throw new BadLineError(`is of zone ${row.zone}, not ${this.zone}`);
    }
    if (row.validAtMs % (this.resolutionMinutes * MINUTE_MS) !== 0) {
      throw new BadLineError(`its time is not on the file's ${this.resolutionMinutes}-minute grid`);
    }
    if (row.validAtMs > this.nowMs) throw new BadLineError('its time is still to come');
    const earlier = this.lineByInstant.get(row.validAtMs);
    if (earlier !== undefined) throw new BadLineError(`its time stands on line ${earlier} already`);
  }

  private remember(validAtMs: number, line: number): void {
    this.lineByInstant.set(validAtMs, line);
    this.firstMs = Math.min(this.firstMs, validAtMs);
    this.lastMs = Math.max(this.lastMs, validAtMs);
  }

  private intensitiesOf(row: HistoryRow): CarbonObservation[] {
    const bases: Basis[] = ['lifecycle', 'direct'];
    return bases.flatMap((basis) => {
      const value = row.carbonIntensityGPerKwh[basis];
      if (value === null) return [];
      const fault = intensityFault(value, basis, true);
      if (fault !== null) throw new BadLineError(`${basis} carbon intensity ${value} is ${fault}`);
      return [
        {
          zone: this.zone,
          signal: 'average' as const,
          basis,
          validAtMs: row.validAtMs,
          resolutionMinutes: this.resolutionMinutes,
          carbonIntensityGPerKwh: value,
          source: this.layout.source,
          quality: row.quality,
          knownAtMs: this.knownAt(row.validAtMs),
        },
      ];
    });
  }

  /** History is known when its hour has ended, so that a replay sees no later value. */
  private knownAt(validAtMs: number): number {
    return validAtMs + this.resolutionMinutes * MINUTE_MS;
  }

  private addRest(row: HistoryRow, batch: ObservationBatch): void {
    const { zone, resolutionMinutes } = this;
    const { validAtMs, generation, weather } = row;
    if (generation !== null) {
      const knownAtMs = this.knownAt(validAtMs);
      const { source } = this.layout;
      batch.generation.push({ zone, source, validAtMs, knownAtMs, resolutionMinutes, mw: generation });
    }
    if (weather !== null) this.weather.add(validAtMs, weather);
  }
}

/** The spacing of a file's first two times in minutes. @throws BadLineError where it is none that we can use. */
export function resolutionBetween(firstMs: number, secondMs: number): number {
  const minutes = Math.abs(secondMs - firstMs) / MINUTE_MS;
  if (!RESOLUTIONS_MINUTES.includes(minutes)) {
    throw new BadLineError(
      `the first two times are ${minutes} minutes apart; only ${RESOLUTIONS_MINUTES.join(', ')} can be imported`,
    );
  }
  return minutes;
}
