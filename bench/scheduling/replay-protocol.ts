/** Messages of the judge, one JSON object a line; times are ISO 8601 UTC. Only what this engine reads is declared. */

/** `[time, carbon intensity, measured columns]` */
type PublishedHour = [string, number, (number | null)[]?];
type WeatherRow = [string, (number | null)[]];

interface ReplayMeta {
  readonly regions: readonly string[];
  readonly publicationDelayHours: number;
  /** kW that moved work may draw in any hour, by region; null without limits. */
  readonly flexCapacityKw: Readonly<Record<string, number>> | null;
}

export interface ReplayInit {
  readonly type: 'init';
  readonly meta: ReplayMeta;
  readonly columns: Readonly<Record<string, { measured: readonly string[]; forecast: readonly string[] }>>;
  readonly history: Readonly<Record<string, readonly PublishedHour[]>>;
  readonly forecasts: Readonly<Record<string, readonly WeatherRow[]>>;
}

export interface ReplayJob {
  readonly id: string;
  readonly arrival: string;
  readonly durationH: number;
  readonly deadline: string;
  readonly powerKw: number;
  readonly home: string;
  readonly feasibleRegions: readonly string[];
  readonly interruptible: boolean;
  readonly moveKwh: number;
}

export interface ReplayTick {
  readonly type: 'tick';
  readonly now: string;
  readonly ci: Readonly<Record<string, readonly PublishedHour[]>>;
  readonly forecasts: Readonly<Record<string, readonly WeatherRow[]>>;
  readonly jobs: readonly ReplayJob[];
}

export interface ReplayAction {
  readonly jobId: string;
  readonly op: 'start' | 'pause' | 'resume';
  readonly region?: string;
}
