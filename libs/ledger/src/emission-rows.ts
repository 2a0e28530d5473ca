import { ceilDivide } from './division';
import { ceilProduct } from './exact-decimal';
import { splitByWeight } from './split';

const MICROWATTHOURS_PER_KWH = 1_000_000_000n;
const MICROGRAMS_PER_GRAM = 1_000_000n;

/** A piece of work in one zone: its energy, and how long it ran in each hour. */
export interface EmittingPart {
  readonly zone: string;
  readonly energyKwh: number;
  readonly hours: readonly EmittingHour[];
}

/** Intensities in gCO2eq/kWh; null: not known. */
export interface EmittingHour {
  /** Start of the hour, epoch ms. */
  readonly hourMs: number;
  readonly runMs: number;
  readonly averageGPerKwh: number;
  readonly marginalGPerKwh: number | null;
}

/** Emissions of one hour in one zone, all in integers. */
export interface EmissionRow {
  readonly zone: string;
  readonly hourMs: number;
  readonly energyUwh: bigint;
  readonly averageUgPerKwh: bigint;
  readonly marginalUgPerKwh: bigint | null;
  readonly emissionsUg: bigint;
}

type Draft = Omit<EmissionRow, 'emissionsUg'>;

function draftsOf({ zone, energyKwh, hours }: EmittingPart): Draft[] {
  const energies = splitByWeight(
    ceilProduct(energyKwh, MICROWATTHOURS_PER_KWH),
    hours.map(({ runMs }) => BigInt(runMs)),
  );
  return hours.map(({ hourMs, averageGPerKwh, marginalGPerKwh }, index) => ({
    ...{ zone, hourMs },
    energyUwh: energies[index] ?? 0n,
    averageUgPerKwh: ceilProduct(averageGPerKwh, MICROGRAMS_PER_GRAM),
    marginalUgPerKwh: marginalGPerKwh === null ? null : ceilProduct(marginalGPerKwh, MICROGRAMS_PER_GRAM),
  }));
}

/**
 * Rows of the emission log, one for each hour and zone, in order. The energy of each part is shared out by running time and
 * sums to the part exactly; emissions are energy x average intensity, rounded up to a microgram. docs/formulas/emission-log.md
 * @throws RangeError if an hour has two intensities, or if a part ran in no hour
 */
export function emissionRows(parts: readonly EmittingPart[]): EmissionRow[] {
  const rows = new Map<string, Draft>();
  for (const draft of parts.flatMap(draftsOf)) {
    const key = `${draft.hourMs} ${draft.zone}`;
    const known = rows.get(key);
    if (known !== undefined && known.averageUgPerKwh !== draft.averageUgPerKwh) {
      throw new RangeError(`${draft.zone} has two intensities at ${draft.hourMs}`);
    }
    rows.set(key, { ...draft, energyUwh: draft.energyUwh + (known?.energyUwh ?? 0n) });
  }
  return [...rows.values()]
    .sort((a, b) => a.hourMs - b.hourMs || Number(a.zone > b.zone) - Number(a.zone < b.zone))
    .map((row) => ({
      ...row,
      emissionsUg: ceilDivide(row.energyUwh * row.averageUgPerKwh, MICROWATTHOURS_PER_KWH),
    }));
}
