import { HOUR_MS, MINUTE_MS, startOfHour } from '@ecobe/carbon';
import type { CarbonObservation, Interval, SeriesKey } from '@ecobe/carbon';
import type {
  GenerationObservation,
  HourlyValue,
  NewestValue,
  ObservationBatch,
  ObservationReader,
  ObservationWriter,
  RowsAdded,
  SeriesKind,
  SimulatedCoverage,
  WeatherRun,
} from '../observation-store';
import { SIMULATED_SOURCE, preferenceOf } from '../source-preference';

const kindOf = (source: string): SeriesKind => (source === SIMULATED_SOURCE ? 'simulated' : 'real');
const factOf = (row: CarbonObservation): string =>
  [row.zone, row.signal, row.basis, row.source, row.validAtMs].join('|');

function groupBy<Row>(rows: Row[], key: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
}

const latest = (rows: CarbonObservation[]): CarbonObservation | undefined =>
  [...rows].sort((a, b) => b.knownAtMs - a.knownAtMs)[0];

/** Minutes of an hour that its parts, each with its versions, tell. */
const minutesOf = (parts: CarbonObservation[][]): number =>
  parts.reduce((sum, versions) => sum + (latest(versions)?.resolutionMinutes ?? 0), 0);

const sourceOf = (parts: CarbonObservation[][]): string => parts[0]?.[0]?.source ?? '';

/** The store in memory; it passes the same conformance specs as the one on PostgreSQL. */
export class FakeObservationStore implements ObservationWriter, ObservationReader {
  carbonIntensity: CarbonObservation[] = [];
  generation: GenerationObservation[] = [];
  weather: WeatherRun[] = [];
  private readonly newestByFact = new Map<string, CarbonObservation>();

  record(observations: CarbonObservation[]): Promise<number> {
    return Promise.resolve(observations.filter((row) => this.add(row)).length);
  }

  recordGeneration(observations: GenerationObservation[]): Promise<number> {
    const known = new Set(this.generation.map((row) => JSON.stringify(row)));
    const added = observations.filter((row) => !known.has(JSON.stringify(row)));
    this.generation.push(...added);
    return Promise.resolve(added.length);
  }

  recordWeather(runs: WeatherRun[]): Promise<number> {
    const known = new Set(this.weather.map((row) => JSON.stringify(row)));
    const added = runs.filter((row) => !known.has(JSON.stringify(row)));
    this.weather.push(...added);
    return Promise.resolve(added.length);
  }

  async recordBulk(
    batches: AsyncIterable<ObservationBatch> | Iterable<ObservationBatch>,
  ): Promise<RowsAdded> {
    const staged: ObservationBatch[] = [];
    for await (const batch of batches) staged.push(batch);
    const added: RowsAdded = { carbonIntensity: 0, generation: 0, weather: 0 };
    for (const batch of staged) {
      added.carbonIntensity += await this.record(batch.carbonIntensity);
      added.generation += await this.recordGeneration(batch.generation);
      added.weather += await this.recordWeather(batch.weather);
    }
    return added;
  }

  hourly(key: SeriesKey, kind: SeriesKind, span: Interval, knownByMs: number): Promise<HourlyValue[]> {
    const known = this.known(span, knownByMs).filter(
      (row) =>
        row.zone === key.zone &&
        row.signal === key.signal &&
        row.basis === key.basis &&
        kindOf(row.source) === kind &&
        (row.resolutionMinutes >= 60 || startOfHour(row.validAtMs) + HOUR_MS <= knownByMs),
    );
    const hours = groupBy(known, (row) => String(startOfHour(row.validAtMs)));
    const values = hours.flatMap((rows) => this.hourOf(rows) ?? []);
    return Promise.resolve(values.sort((a, b) => a.validAtMs - b.validAtMs));
  }

  newest(span: Interval, knownByMs: number, zone?: string): Promise<NewestValue[]> {
    const known = this.known(span, knownByMs).filter((row) => zone === undefined || row.zone === zone);
    const series = groupBy(known, (row) => [row.zone, row.signal, row.basis, kindOf(row.source)].join('|'));
    return Promise.resolve(
      series.flatMap((rows) => {
        const order = (a: CarbonObservation, b: CarbonObservation) =>
          startOfHour(b.validAtMs) - startOfHour(a.validAtMs) ||
          preferenceOf(a.source) - preferenceOf(b.source) ||
          b.validAtMs - a.validAtMs ||
          b.knownAtMs - a.knownAtMs;
        const [first] = [...rows].sort(order);
        return first === undefined ? [] : [{ ...first, kind: kindOf(first.source) }];
      }),
    );
  }

  simulatedCoverage(span: Interval): Promise<SimulatedCoverage[]> {
    const simulated = this.known(span, Number.POSITIVE_INFINITY).filter(
      (row) => kindOf(row.source) === 'simulated',
    );
    const series = groupBy(simulated, (row) => [row.zone, row.signal, row.basis].join('|'));
    return Promise.resolve(
      series.flatMap((rows) => {
        const [first] = rows;
        if (first === undefined) return [];
        const instants = new Set(rows.map((row) => row.validAtMs));
        const { zone, signal, basis } = first;
        return [{ zone, signal, basis, hours: instants.size, lastValidAtMs: Math.max(...instants) }];
      }),
    );
  }

  private known(span: Interval, knownByMs: number): CarbonObservation[] {
    return this.carbonIntensity.filter(
      ({ validAtMs, knownAtMs }) =>
        validAtMs >= span.startMs && validAtMs < span.endMs && knownAtMs <= knownByMs,
    );
  }

  private hourOf(rows: CarbonObservation[]): HourlyValue | null {
    const told = groupBy(rows, (row) => row.source)
      .map((ofSource) => groupBy(ofSource, factOf))
      .filter((parts) => minutesOf(parts) >= 30)
      .sort((a, b) => preferenceOf(sourceOf(a)) - preferenceOf(sourceOf(b)));
    const [parts] = told;
    if (parts === undefined) return null;
    const newest = parts.flatMap((versions) => latest(versions) ?? []);
    const qualities = new Set(newest.map((row) => row.quality));
    const mixed = qualities.has('simulated') ? 'simulated' : 'estimated';
    return {
      validAtMs: startOfHour(newest[0]?.validAtMs ?? Number.NaN),
      carbonIntensityGPerKwh:
        newest.reduce((sum, row) => sum + row.carbonIntensityGPerKwh, 0) / newest.length,
      source: sourceOf(parts),
      quality: qualities.size === 1 && qualities.has('measured') ? 'measured' : mixed,
      revisions: Math.max(...parts.map((versions) => versions.length)),
    };
  }

  private add(row: CarbonObservation): boolean {
    const newest = this.newestOf(row);
    if (
      newest?.carbonIntensityGPerKwh === row.carbonIntensityGPerKwh &&
      newest.quality === row.quality &&
      newest.resolutionMinutes === row.resolutionMinutes
    ) {
      return false;
    }
    const knownAtMs = Math.max(row.knownAtMs, (newest?.knownAtMs ?? Number.NEGATIVE_INFINITY) + 0.001);
    const added = { ...row, knownAtMs };
    this.carbonIntensity.push(added);
    this.newestByFact.set(factOf(row), added);
    return true;
  }

  /** From an index, unless a spec has taken rows away since. */
  private newestOf(row: CarbonObservation): CarbonObservation | undefined {
    if (this.newestByFact.size > this.carbonIntensity.length) {
      this.newestByFact.clear();
      for (const stored of this.carbonIntensity) this.newestByFact.set(factOf(stored), stored);
    }
    return this.newestByFact.get(factOf(row));
  }
}

/** An observation for specs: hour `hour` of 2021-11-15, known when it has ended, unless said otherwise. */
export function observation(hour: number, changes: Partial<CarbonObservation> = {}): CarbonObservation {
  const validAtMs = Date.UTC(2021, 10, 15, hour);
  const resolutionMinutes = changes.resolutionMinutes ?? 60;
  return {
    zone: 'DE',
    signal: 'average',
    basis: 'lifecycle',
    validAtMs,
    resolutionMinutes,
    carbonIntensityGPerKwh: 300 + hour,
    source: 'electricity-maps',
    quality: 'measured',
    knownAtMs: (changes.validAtMs ?? validAtMs) + resolutionMinutes * MINUTE_MS,
    ...changes,
  };
}
