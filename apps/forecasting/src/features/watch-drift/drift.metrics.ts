import type { Log } from '@ecobe/platform';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { SeriesDrift } from './drift';
import type { DriftReading } from './drift-reading';

const LABELS = ['zone', 'basis'] as const;

type DriftGauge = Gauge<(typeof LABELS)[number]>;

/**
 * Skill and drift for Prometheus, read from the scores at every scrape, so that all replicas say the same. A series of
 * which nothing can be told has no sample, and while the database is away there are none at all.
 */
export class DriftMetrics {
  constructor(
    metrics: Registry,
    private readonly drift: Pick<DriftReading, 'read'>,
    private readonly log: Log,
  ) {
    this.gauge(
      metrics,
      'ecobe_forecast_skill',
      'Skill of the first-day forecasts over the last three whole days: 1 - MAPE / MAPE of the seasonal naive.',
      ({ skill }) => skill,
    );
    this.gauge(
      metrics,
      'ecobe_forecast_drifting',
      'Whether the first-day forecasts were worse than the seasonal naive on each of the last three whole days.',
      ({ isDrifting }) => (isDrifting ? 1 : 0),
    );
  }

  private gauge(metrics: Registry, name: string, help: string, of: (drift: SeriesDrift) => number): void {
    const gauge: DriftGauge = new Gauge({
      name,
      help,
      labelNames: LABELS,
      registers: [metrics],
      collect: async () => {
        const drifts = await this.read();
        gauge.reset();
        for (const drift of drifts) gauge.set({ zone: drift.key.zone, basis: drift.key.basis }, of(drift));
      },
    });
  }

  private read(): Promise<SeriesDrift[]> {
    return this.drift.read().catch((err: unknown) => {
      this.log.warn({ err }, 'the skill of forecasts could not be read');
      return [];
    });
  }
}
