import type { Quality, SeriesKey } from '@ecobe/carbon';
import type { LeadBucket, ScoreSums } from '@ecobe/forecast';

/** Leads that are scored together, hours from the issue: the first six hours apart, then the protocol's four days. */
export const LEAD_BUCKETS: readonly LeadBucket[] = [
  { fromLeadHours: 0, toLeadHours: 6 },
  { fromLeadHours: 6, toLeadHours: 24 },
  { fromLeadHours: 24, toLeadHours: 48 },
  { fromLeadHours: 48, toLeadHours: 72 },
  { fromLeadHours: 72, toLeadHours: 96 },
];

/** The part of an issued forecast that says something of one UTC day. */
export interface ForecastOfDay {
  readonly issuedAtMs: number;
  /** Start of its first hour, from which leads count. */
  readonly startMs: number;
  readonly model: string;
  readonly isSimulated: boolean;
  /** Start of the first hour of the curves below, on or after the start of the day. */
  readonly fromMs: number;
  readonly values: readonly number[];
  readonly p10: readonly number[];
  readonly p90: readonly number[];
  /** 24 hours from `startMs` on, repeated daily; null where unknown, empty where it was not kept. */
  readonly naive: readonly (number | null)[];
}

/** What became known of the 24 hours of one UTC day; real and simulated are two truths, never mixed. */
export interface TruthOfDay {
  readonly dayMs: number;
  readonly isSimulated: boolean;
  /** gCO2eq/kWh; null while unknown. */
  readonly values: readonly (number | null)[];
  /** Hours of the day that are over; only those are judged. */
  readonly endedHours: number;
}

/** Why forecast hours that are over count in no figure. */
export interface ExcludedHourCounts {
  /** Nobody has told the truth of the hour. */
  readonly noTruth: number;
  /** The seasonal naive knew too little at the issue, so both would not stand on the same hours. */
  readonly noBaseline: number;
  /** A simulated forecast of an hour whose truth is real, or the other way round. */
  readonly otherKind: number;
  /** The forecast replaced another one of the same hour: the first of each hour counts. */
  readonly repeated: number;
}

/** What the forecasts of one model at one lead bucket were worth on one day. */
export interface BucketOfDay {
  readonly fromLeadHours: number;
  readonly model: string;
  readonly sums: ScoreSums;
  readonly excluded: ExcludedHourCounts;
}

/** A day as it was scored; replaced as a whole when its truth changes, so that no hour is ever counted twice. */
export interface ScoredDay {
  readonly key: SeriesKey;
  readonly truth: TruthOfDay;
  /** Of the truth; null while no hour is known. */
  readonly quality: Quality | null;
  readonly source: string | null;
  /** Forecasts that say something of the day, of both kinds. */
  readonly forecastCount: number;
  readonly buckets: readonly BucketOfDay[];
}
