import { HOUR_MS, seriesId, startOfHour } from '@ecobe/carbon';
import type { Basis, Clock, Interval } from '@ecobe/carbon';
import type { CurrentIntensity, GridSnapshotReader, GridSnapshotWriter } from '@ecobe/contracts';
import type { CatchUpLog } from '../catch-up-log';
import type { Candidate, CarbonSource, SourceReading } from '../carbon-source';
import type { Log } from '../log';
import { ProviderFaultError } from '../provider-fault';

/** A clock that stands where the spec puts it. */
export class FakeClock implements Clock {
  constructor(private atMs: number) {}

  nowMs(): number {
    return this.atMs;
  }

  set(atMs: number): void {
    this.atMs = atMs;
  }
}

/** The grid snapshot in memory. */
export class FakeSnapshot implements GridSnapshotWriter, Pick<GridSnapshotReader, 'current'> {
  readonly values = new Map<string, CurrentIntensity>();

  putCurrent(values: CurrentIntensity[]): Promise<void> {
    for (const value of values) this.values.set(seriesId(value), value);
    return Promise.resolve();
  }

  replaceCurrent(values: CurrentIntensity[]): Promise<void> {
    this.values.clear();
    return this.putCurrent(values);
  }

  putForecasts(): Promise<void> {
    return Promise.reject(new Error('ingestion puts no forecasts'));
  }

  current(id: string): CurrentIntensity | undefined {
    return this.values.get(id);
  }
}

/** Remembers what was said. */
export class FakeLog implements Log {
  readonly warnings: string[] = [];

  info(): void {
    // nothing that a spec asks about
  }

  warn(_fields: object, message: string): void {
    this.warnings.push(message);
  }
}

export class FakeCatchUpLog implements CatchUpLog {
  readonly marks = new Map<string, number>();

  caughtUpTo(zone: string, source: string): Promise<number | null> {
    return Promise.resolve(this.marks.get(`${zone}|${source}`) ?? null);
  }

  record(zone: string, source: string, untilMs: number): Promise<void> {
    this.marks.set(`${zone}|${source}`, untilMs);
    return Promise.resolve();
  }
}

/** A source that answers what the spec has put into it, and remembers what it was asked. */
export class FakeCarbonSource implements CarbonSource {
  readonly asked: { zone: string; span: Interval | null }[] = [];
  /** Thrown instead of an answer while it is set. */
  fault: ProviderFaultError | Error | null = null;
  candidates: Candidate[] = [];
  /** Goes with an answer that is only a part. */
  partFault: ProviderFaultError | null = null;
  keepsYears = true;

  constructor(
    readonly name: string,
    private readonly zones: readonly string[],
  ) {}

  /** Answers one value per basis for that hour. */
  has(zone: string, bases: Basis[], validAtMs: number, carbonIntensityGPerKwh: number): this {
    this.candidates = bases.map((basis) => ({
      zone,
      signal: 'average',
      basis,
      validAtMs,
      resolutionMinutes: 60,
      carbonIntensityGPerKwh,
      source: this.name,
      quality: 'measured',
    }));
    return this;
  }

  /** Answers both bases for that many whole hours, the last of them ended by `endMs`. */
  hasHours(zone: string, count: number, endMs: number): this {
    const candidates = Array.from({ length: count }, (_, index) => {
      this.has(zone, ['lifecycle', 'direct'], startOfHour(endMs) - (count - index) * HOUR_MS, 300);
      return this.candidates;
    });
    this.candidates = candidates.flat();
    return this;
  }

  away(): this {
    this.fault = new ProviderFaultError('away', `${this.name} is away`);
    return this;
  }

  covers(zone: string): boolean {
    return this.zones.includes(zone);
  }

  fetchLatest(zone: string): Promise<SourceReading> {
    return this.answer(zone, null);
  }

  fetchRange(zone: string, span: Interval): Promise<SourceReading> {
    return this.answer(zone, span);
  }

  private answer(zone: string, span: Interval | null): Promise<SourceReading> {
    this.asked.push({ zone, span });
    if (this.fault !== null) return Promise.reject(this.fault);
    const fault = this.partFault === null ? {} : { fault: this.partFault };
    return Promise.resolve({ candidates: this.candidates, generation: [], ...fault });
  }
}
