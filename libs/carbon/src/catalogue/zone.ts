import type { ByMode } from './generation';
import type { SourceKey } from './sources';

/** A grid area. Its annual mean intensity is not kept here; see `publishedMean`. */
export interface Zone {
  /** Electricity Maps id, `US-CAL-CISO`. */
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** IANA name */
  readonly timezone: string;
  /** Degrees north and east of the area's centre. */
  readonly latitude: number;
  readonly longitude: number;
  /** Shares of consumed electricity after imports, whole percents that sum to 100. */
  readonly mixPercent: ByMode;
  readonly mixYear: number;
  readonly mixSource: SourceKey;
}
