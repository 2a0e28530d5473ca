import { seriesId, toIso } from '@ecobe/carbon';
import type { Basis, Quality, Signal } from '@ecobe/carbon';
import type { CurrentIntensity, ForecastSnapshot, GridSnapshotReader } from '@ecobe/contracts';
import type { DecisionRecord, DecisionStore } from './decision-store';

export const NOW_MS = Date.UTC(2026, 2, 1, 12, 20);
export const clock = { nowMs: () => NOW_MS };

interface Known {
  signal?: Signal;
  basis?: Basis;
  quality?: Quality;
  ageMinutes?: number;
}

/** A grid snapshot that a spec fills by hand. */
export class GridOfSpec implements GridSnapshotReader {
  private readonly values = new Map<string, CurrentIntensity>();
  private readonly forecasts = new Map<string, ForecastSnapshot>();

  knows(zone: string, carbonIntensity: number, known: Known = {}): this {
    const { signal = 'average', basis = 'lifecycle', quality = 'measured', ageMinutes = 20 } = known;
    const validAt = toIso(NOW_MS - ageMinutes * 60_000);
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

  /** Hourly from the running hour, 12:00, on. */
  expects(zone: string, values: number[], quality: Quality = 'forecast'): this {
    const series = { zone, signal: 'average', basis: 'lifecycle' } as const;
    this.forecasts.set(seriesId(series), {
      ...series,
      issuedAt: '2026-03-01T12:05:00.000Z',
      model: 'spec@1',
      quality,
      source: 'spec',
      startAt: '2026-03-01T12:00:00.000Z',
      values,
      p10: values,
      p90: values,
    });
    return this;
  }

  forgets(zone: string): void {
    this.values.delete(seriesId({ zone, signal: 'average', basis: 'lifecycle' }));
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

/** Decisions in memory, with the same promise: the first record under a key stands. */
export class DecisionsInMemory implements DecisionStore {
  readonly records: DecisionRecord[] = [];

  async record(decision: DecisionRecord): Promise<DecisionRecord> {
    const earlier = await this.findByKey(decision.idempotencyKey);
    if (earlier !== null) return earlier;
    this.records.push(decision);
    return decision;
  }

  findByKey(key: string): Promise<DecisionRecord | null> {
    return Promise.resolve(this.records.find(({ idempotencyKey }) => idempotencyKey === key) ?? null);
  }

  findById(id: string): Promise<DecisionRecord | null> {
    return Promise.resolve(this.records.find(({ decisionId }) => decisionId === id) ?? null);
  }
}
