import { ceilDivide } from './division';

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/**
 * Software carbon intensity, (O + M) / R, in micrograms per functional unit, rounded up. docs/formulas/sci.md
 * @param emissionsUg O, or O + M, of all workloads of the unit @param unitCount R, a decimal number above 0
 * @throws RangeError of any other count
 */
export function sciUgPerUnit(emissionsUg: bigint, unitCount: string): bigint {
  const [, whole = '', fraction = ''] = DECIMAL.exec(unitCount) ?? [];
  const digits = BigInt(`${whole}${fraction}` || '0');
  if (digits === 0n) throw new RangeError(`${unitCount} functional units: nothing can be shared among them`);
  return ceilDivide(emissionsUg * 10n ** BigInt(fraction.length), digits);
}
