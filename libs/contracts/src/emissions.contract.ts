import type { Quality } from '@ecobe/carbon';
import type { EmissionsAnswer } from './emissions.answer';
import type { EmissionsQuery } from './emissions.dto';
import type { FunctionalUnit } from './functional-unit.dto';
import { rpc } from './rpc';

/** How well energy is known: read from a meter, calculated from a model of the work, or guessed from its plan. */
type EnergyQuality = 'measured' | 'modelled' | 'estimated';

/** An hour in which a part of the work ran. */
interface EmittedHour {
  /** Start of the hour, ISO 8601. */
  hourAt: string;
  /** Milliseconds of it in which the work ran. */
  runMs: number;
  averageGPerKwh: number;
  marginalGPerKwh: number | null;
}

/** What a workload emitted, or what it did according to newer figures: then with a higher revision. */
export interface WorkloadEmissions {
  organizationId: string;
  workloadId: string;
  /** 1 for the first settlement. */
  revision: number;
  workloadType: string | null;
  /** How intensity was attributed, e.g. `location-based`. */
  method: string;
  /** Whose intensities these are. */
  source: string;
  /** Which edition of them. */
  factorVersion: string;
  quality: Quality;
  energyQuality: EnergyQuality;
  /** Of the work with its cooling, and of what was moved for it, by zone. */
  parts: { zone: string; energyKwh: number; hours: EmittedHour[] }[];
  /** What it brought, the R of SCI; null: none was told. */
  functionalUnit: FunctionalUnit | null;
  /** The share of it in the making of its hardware, the M of SCI, gCO2eq; null where no hardware was told. */
  embodiedG: number | null;
  /** What it would have emitted without us, in the hours observed, gCO2eq; null where nothing is known to compare it with. */
  baseline: { emissionsG: number; method: string } | null;
}

export interface EmissionsRecorded {
  /** False where this revision, or a newer one, was there already. */
  isNew: boolean;
  rowCount: number;
}

/**
 * Takes a settled workload into the emission log, once for each revision, whoever repeats it. Refusals: 400 INVALID_INPUT, which no
 * repetition mends; 503 LEDGER_BUSY.
 */
export const RECORD_EMISSIONS = rpc<WorkloadEmissions, EmissionsRecorded>('credits.record-emissions');

/** Refusals: 400 INVERTED_WINDOW; 503 LEDGER_BUSY. */
export const LIST_EMISSIONS = rpc<EmissionsQuery, EmissionsAnswer>('credits.list-emissions');
