import type { SustainabilityReportContent } from '@ecobe/contracts';
import { kwhAsNumber, meanGPerKwh, percentOf } from '@ecobe/ledger';
import type { LogSums } from '../ports/report-store';
import { byName, figuresOf, gramsUpOf, groupsOf } from './report-figures';
import { MARGINAL_NOTE, NO_MARGINAL, NO_MARKET_BASED } from './report-words';

type EmissionSections = Pick<
  SustainabilityReportContent,
  'energy' | 'emissions' | 'dataQuality' | 'factors' | 'isSimulated'
>;
type Emissions = SustainabilityReportContent['emissions'];

const MICROWATTHOURS_PER_KWH = 1_000_000_000n;
const MOST_FACTORS = 1_000;
const MONTH_LETTERS = 'YYYY-MM'.length;
const ENERGY_QUALITIES = ['measured', 'modelled', 'estimated'];
const INTENSITY_QUALITIES = ['measured', 'estimated', 'forecast', 'simulated'];

/** Energy and emissions of the period: nothing of these knows of credits. */
export function emissionSections(log: readonly LogSums[]): EmissionSections {
  const total = totalOf(log);
  const factors = factorsOf(log);
  const { energyUwh } = total;
  const sharesOf = (names: readonly string[], sums: readonly { quality: string; energyUwh: bigint }[]) =>
    names.map((quality) => {
      const uwh = sums.filter((one) => one.quality === quality).reduce((sum, one) => sum + one.energyUwh, 0n);
      return { quality, energyUwh: String(uwh), percent: percentOf(uwh, energyUwh) };
    });
  return {
    isSimulated: factors.some(({ quality }) => quality === 'simulated'),
    energy: { energyUwh: String(energyUwh), energyKwh: kwhAsNumber(energyUwh) },
    emissions: emissionsOf(log, total),
    dataQuality: {
      energy: sharesOf(
        ENERGY_QUALITIES,
        setOf(log, 'energyQuality').map((one) => ({ quality: one.name ?? '', energyUwh: one.energyUwh })),
      ),
      intensity: sharesOf(INTENSITY_QUALITIES, factors),
    },
    factors: factors.slice(0, MOST_FACTORS).map(({ energyUwh: uwh, emissionsUg, ...factor }) => ({
      ...factor,
      ...figuresOf({ energyUwh: uwh, emissionsUg }),
    })),
  };
}

/** Factors that a report has no room for. */
export const cutFactorCount = (log: readonly LogSums[]): number =>
  Math.max(0, setOf(log, 'factor').length - MOST_FACTORS);

const setOf = (log: readonly LogSums[], set: LogSums['set']): LogSums[] =>
  log.filter((sums) => sums.set === set);

export function totalOf(log: readonly LogSums[]): LogSums {
  const [total] = setOf(log, 'total');
  if (total === undefined) throw new Error('a sum of nothing is a sum too');
  return total;
}

function emissionsOf(log: readonly LogSums[], total: LogSums): Emissions {
  const days = setOf(log, 'day');
  const months = days.map((day) => ({ ...day, name: day.name?.slice(0, MONTH_LETTERS) ?? null }));
  return {
    locationBased: {
      signal: 'average',
      ...figuresOf(total),
      averageGPerKwh: meanGPerKwh(total.emissionsUg, total.energyUwh),
    },
    marketBased: { emissionsCO2: null, reason: NO_MARKET_BASED },
    marginal: marginalOf(total),
    byMonth: groupsOf(months),
    byDay: groupsOf(days),
    byZone: groupsOf(setOf(log, 'zone')),
    byWorkloadType: groupsOf(setOf(log, 'workloadType')),
  };
}

/** Of the energy whose marginal intensity is known; beside the average, in no sum with it. */
function marginalOf({ energyUwh, marginalEnergyUwh, marginalProduct }: LogSums): Emissions['marginal'] {
  const isKnown = marginalEnergyUwh > 0n;
  const ug = (marginalProduct + MICROWATTHOURS_PER_KWH - 1n) / MICROWATTHOURS_PER_KWH;
  return {
    signal: 'marginal',
    emissionsUg: isKnown ? String(ug) : null,
    emissionsCO2: isKnown ? gramsUpOf(ug) : null,
    marginalGPerKwh: meanGPerKwh(ug, marginalEnergyUwh),
    coveredPercent: percentOf(marginalEnergyUwh, energyUwh),
    reason: isKnown ? null : NO_MARGINAL,
    note: MARGINAL_NOTE,
  };
}

const factorsOf = (log: readonly LogSums[]) =>
  setOf(log, 'factor')
    .flatMap(({ factor, liveCount, energyUwh, emissionsUg }) =>
      factor === null ? [] : [{ ...factor, rowCount: liveCount, energyUwh, emissionsUg }],
    )
    .sort(
      (a, b) =>
        byName(a.source, b.source) ||
        byName(a.factorVersion, b.factorVersion) ||
        byName(a.method, b.method) ||
        byName(a.quality, b.quality),
    );
