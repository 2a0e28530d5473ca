import { seriesId, startOfHour, toIso } from '@ecobe/carbon';
import type { Basis, Quality, Signal } from '@ecobe/carbon';
import type { CurrentIntensity, ForecastSnapshot, GridSnapshotReader } from '@ecobe/contracts';

interface Known {
  signal?: Signal;
  basis?: Basis;
  quality?: Quality;
  ageMinutes?: number;
}

const ISSUED_MINUTE_MS = 5 * 60_000;

/** A grid snapshot that a spec fills by hand, as at an instant (epoch ms). */
export class GridOfSpec implements GridSnapshotReader {
  private readonly values = new Map<string, CurrentIntensity>();
  private readonly forecasts = new Map<string, ForecastSnapshot>();

  constructor(private readonly nowMs: number) {}

  knows(zone: string, carbonIntensity: number, known: Known = {}): this {
    const { signal = 'average', basis = 'lifecycle', quality = 'measured', ageMinutes = 20 } = known;
    const validAt = toIso(this.nowMs - ageMinutes * 60_000);
    const value = {
      zone,
      signal,
      basis,
      carbonIntensity,
      source: 'spec',
      quality,
      validAt,
      resolutionMinutes: 60,
    };
    this.values.set(seriesId(value), value);
    return this;
  }

  /** Hourly from the running hour on. */
  expects(zone: string, values: number[], quality: Quality = 'forecast'): this {
    const series = { zone, signal: 'average', basis: 'lifecycle' } as const;
    const hourMs = startOfHour(this.nowMs);
    this.forecasts.set(seriesId(series), {
      ...series,
      issuedAt: toIso(hourMs + ISSUED_MINUTE_MS),
      model: 'spec@1',
      quality,
      source: 'spec',
      startAt: toIso(hourMs),
      values,
      p10: values,
      p90: values,
    });
    return this;
  }

  /** A forecast as it is, of another time for instance. */
  put(forecast: ForecastSnapshot | undefined): void {
    if (forecast !== undefined) this.forecasts.set(seriesId(forecast), forecast);
  }

  forgets(zone: string): void {
    const id = seriesId({ zone, signal: 'average', basis: 'lifecycle' });
    this.values.delete(id);
    this.forecasts.delete(id);
  }

  current(id: string): CurrentIntensity | undefined {
    return this.values.get(id);
  }

  forecast(id: string): ForecastSnapshot | undefined {
    return this.forecasts.get(id);
  }

  seriesIds(): string[] {
    return [...this.values.keys()];
  }
}
