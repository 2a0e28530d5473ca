import type { Quality } from '@ecobe/carbon';
import type { FunctionalUnit } from '@ecobe/contracts';

/** What a run really emitted, from observed intensities. Never changed; a later one of the same run replaces it. */
export interface Settlement {
  readonly workloadId: string;
  readonly settledMs: number;
  readonly actualG: number;
  /** Null with a reason. */
  readonly baselineG: number | null;
  readonly avoidedG: number | null;
  readonly reason: string | null;
  /** Mean over the run, gCO2eq/kWh. */
  readonly gPerKwh: number;
  /** With the overhead of the building. */
  readonly energyKwh: number;
  readonly energyQuality: 'reported-duration' | 'planned';
  readonly quality: Quality;
  /** What it brought; null where nobody knows. */
  readonly functionalUnit: FunctionalUnit | null;
}

/** The newest of a run. */
export interface StandingSettlement extends Settlement {
  /** 1 for the first, one more each time that it was settled anew. */
  readonly revision: number;
  /** Whether its emissions were handed on to the emission log, which may not have taken them yet. */
  readonly isLogged: boolean;
}

/** The newest of a run, with what has become of its emissions. */
export interface LoggedSettlement extends StandingSettlement {
  /** Its emissions while they wait to be taken by the emission log, with why that refused them last; null once it has them. */
  readonly unlogged: { readonly refusal: string | null } | null;
}
