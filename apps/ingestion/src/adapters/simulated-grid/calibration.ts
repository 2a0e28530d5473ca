import { publishedMean } from '@ecobe/carbon';
import type { PublishedMean, Zone } from '@ecobe/carbon';
import { dispatch } from './dispatch';
import type { UsualDrivers } from './dispatch';
import {
  emissionsOf,
  generationFrom,
  isThermal,
  thermalEmissionsOf,
  thermalTotalOf,
  totalOf,
} from './generation-mix';
import type { Generation } from './generation-mix';
import { sampleYear, usualOf } from './sample-year';
import { factorsOf } from './zone-factors';
import type { ZoneFactors } from './zone-factors';
import { zeroOf } from './zero-search';

/** How one zone is simulated in one calendar year (UTC), so that its mean is the published one. */
export interface Calibration {
  readonly target: PublishedMean;
  /** Emissions per kWh of the zone's gas, coal, oil and unknown plants against the world defaults. */
  readonly thermalFactor: number;
  /** Share of those plants in the year against the catalogued mix. */
  readonly thermalShare: number;
  /** Correction of all other lifecycle factors, 1 but where the two above do not reach. */
  readonly lowCarbonFactor: number;
  /** Percents of the year, summing to 100. */
  readonly mix: Generation;
  readonly usual: UsualDrivers;
  /** Calibrated, gCO2eq/kWh. */
  readonly factors: ZoneFactors;
}

/** Span in which zones' own thermal factors lie against the defaults. */
const THERMAL_FACTOR = { least: 0.75, most: 1.35 };
/** Of the mix; a zone never loses its last thermal plant, which is what still runs in a calm night. */
const THERMAL_PERCENT = { least: 0.1, most: 99 };
/** Of the target, in either direction. */
const CLOSE_ENOUGH = 0.0005;

/**
 * Finds how a zone must be simulated in a year so that its mean lifecycle intensity is the published one of that year, or of
 * the nearest year published. First the thermal plants' factor moves within its real span, then their share of the mix,
 * at last the low-carbon factors.
 * @throws RangeError for a zone without a published mean.
 */
export function calibrate(zone: Zone, year: number): Calibration {
  const target = targetOf(zone, year);
  const factors = factorsOf(zone, target.gPerKwh);
  const sample = sampleYear(zone, year);
  const usual = usualOf(sample);
  const thermalPercent = thermalTotalOf(mixOf(zone, 1, 0));
  const partsAt = (share: number): Parts => {
    const mix = mixOf(zone, share, thermalPercent);
    return meanParts(
      sample.map((drivers) => dispatch(mix, usual, drivers)),
      factors.lifecycle,
    );
  };

  let parts = partsAt(1);
  const thermalFactor = thermalFactorFor(parts, target.gPerKwh);
  const missOf = ({ low, thermal }: Parts): number => (low + thermal * thermalFactor) / target.gPerKwh - 1;
  let thermalShare = 1;
  if (parts.thermal > 0 && Math.abs(missOf(parts)) > CLOSE_ENOUGH) {
    const span = {
      least: THERMAL_PERCENT.least / thermalPercent,
      most: THERMAL_PERCENT.most / thermalPercent,
    };
    thermalShare = zeroOf((share) => missOf(partsAt(share)), span, CLOSE_ENOUGH);
    parts = partsAt(thermalShare);
  }
  const reached = Math.abs(missOf(parts)) <= CLOSE_ENOUGH;
  const lowCarbonFactor = reached ? 1 : (target.gPerKwh - parts.thermal * thermalFactor) / parts.low;
  return {
    target,
    thermalFactor,
    thermalShare,
    lowCarbonFactor,
    mix: mixOf(zone, thermalShare, thermalPercent),
    usual,
    factors: calibrated(factors, thermalFactor, lowCarbonFactor),
  };
}

function targetOf(zone: Zone, year: number): PublishedMean {
  const nearest = Math.max(year, FIRST_PUBLISHED_YEAR);
  const target = publishedMean(zone.id, nearest) ?? publishedMean(zone.id);
  if (target === undefined) throw new RangeError(`no mean intensity is published for ${zone.id}`);
  return target;
}
const FIRST_PUBLISHED_YEAR = 2021;

/** Mean intensity of some hours in gCO2eq/kWh, split into what thermal plants add and the rest. */
interface Parts {
  readonly low: number;
  readonly thermal: number;
}

function meanParts(hours: readonly Generation[], factors: Generation): Parts {
  let all = 0;
  let thermal = 0;
  for (const made of hours) {
    const total = totalOf(made);
    all += emissionsOf(made, factors) / total;
    thermal += thermalEmissionsOf(made, factors) / total;
  }
  return { low: (all - thermal) / hours.length, thermal: thermal / hours.length };
}

function thermalFactorFor({ low, thermal }: Parts, targetGPerKwh: number): number {
  if (thermal === 0) return 1;
  const wanted = (targetGPerKwh - low) / thermal;
  // A zone of thermal plants alone has nothing else that could move.
  return low === 0 ? wanted : Math.min(THERMAL_FACTOR.most, Math.max(THERMAL_FACTOR.least, wanted));
}

/** The zone's mix with its thermal share multiplied and the rest making room for it. */
function mixOf(zone: Zone, thermalShare: number, thermalPercent: number): Generation {
  const others = thermalPercent < 100 ? (100 - thermalPercent * thermalShare) / (100 - thermalPercent) : 0;
  return generationFrom((mode) => (zone.mixPercent[mode] ?? 0) * (isThermal(mode) ? thermalShare : others));
}

function calibrated(factors: ZoneFactors, thermalFactor: number, lowCarbonFactor: number): ZoneFactors {
  return {
    lifecycle: generationFrom(
      (mode) => factors.lifecycle[mode] * (isThermal(mode) ? thermalFactor : lowCarbonFactor),
    ),
    direct: generationFrom((mode) => factors.direct[mode] * (isThermal(mode) ? thermalFactor : 1)),
  };
}
