import { HOUR_MS, emissionFactorGPerKwh } from '@ecobe/carbon';
import type { Basis, GenerationMode, Interval } from '@ecobe/carbon';
import type { SourceHours } from '@ecobe/contracts';
import type { GenerationHour } from '../../ports/grid-hours-reader';
import type { GenerationMw } from '../../ports/observation-store';

// Plants of no named kind count as unknown ones, in imports and in what is worked out from EIA's fuels alike.
const MODES: Record<keyof GenerationMw, GenerationMode> = {
  coal: 'coal',
  gas: 'gas',
  oil: 'oil',
  nuclear: 'nuclear',
  hydro: 'hydro',
  wind: 'wind',
  solar: 'solar',
  biomass: 'biomass',
  geothermal: 'geothermal',
  other: 'unknown',
  unknown: 'unknown',
};

/**
 * Generation by mode over the span, with our default factors: sum(MW x factor) / sum(MW) is the intensity of imported
 * files and of what we work out from EIA's fuels. A series of Electricity Maps or of an operator counts with factors and
 * imports of its own, which nobody tells; whoever multiplies has to check that it comes out.
 *
 * @returns the modes that tell anything, null where an hour is not told.
 */
export function sourceHours(hours: readonly GenerationHour[], basis: Basis, span: Interval): SourceHours[] {
  return Object.entries(MODES).flatMap(([source, mode]) => {
    const valuesMw = Array<number | null>((span.endMs - span.startMs) / HOUR_MS).fill(null);
    let isTold = false;
    for (const { validAtMs, mw } of hours) {
      const value = mw[source as keyof GenerationMw];
      valuesMw[(validAtMs - span.startMs) / HOUR_MS] = value;
      isTold ||= value !== null;
    }
    const emissionFactor = emissionFactorGPerKwh(mode, basis);
    return isTold ? [{ source, emissionFactorGPerKwh: emissionFactor, valuesMw }] : [];
  });
}
