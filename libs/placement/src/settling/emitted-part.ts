import { toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import { valueAt } from './mean-intensity';
import type { HourlySeries } from './mean-intensity';
import { runHours } from './run-hours';

/** Energy used in one zone, with the hours that it was used in; intensities in gCO2eq/kWh. */
export interface EmittedPart {
  readonly zone: string;
  readonly energyKwh: number;
  readonly hours: {
    readonly hourAt: string;
    readonly runMs: number;
    readonly averageGPerKwh: number;
    /** Of the plant that answers one more kWh, where it was observed; never in a sum with the average. */
    readonly marginalGPerKwh: number | null;
  }[];
}

/** Energy that was used at constant power over some spans of a zone. */
export interface UsedEnergy {
  readonly zone: string;
  readonly energyKwh: number;
  readonly spans: readonly Interval[];
  readonly average: HourlySeries;
  /** Null where nothing marginal was observed. */
  readonly marginal: HourlySeries | null;
}

/**
 * The same energy hour by hour, in whole milliseconds of running, 1 at least: what its emissions are written down by.
 * @returns null where the average of an hour is unknown, or the spans are empty
 */
export function emittedPart({ zone, energyKwh, spans, average, marginal }: UsedEnergy): EmittedPart | null {
  const hours = runHours(spans).map(({ hourMs, runMs }) => ({
    hourAt: toIso(hourMs),
    runMs: Math.max(1, Math.round(runMs)),
    averageGPerKwh: valueAt(average, hourMs),
    marginalGPerKwh: marginal === null ? null : valueAt(marginal, hourMs),
  }));
  const known = hours.flatMap(({ averageGPerKwh, ...hour }) =>
    averageGPerKwh === null ? [] : [{ ...hour, averageGPerKwh }],
  );
  return hours.length === 0 || known.length < hours.length ? null : { zone, energyKwh, hours: known };
}
