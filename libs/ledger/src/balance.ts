import { ceilDivide, floorDivide } from './division';
import { gramsOfMicrograms } from './units';

const BASIS_POINTS_OF_WHOLE = 10_000n;

/** What an organisation emitted, and what it retired beside it. */
export interface Balance {
  readonly totalEmissionsG: bigint;
  readonly totalOffsetG: bigint;
  /** Emissions less offset, never below 0. */
  readonly netEmissionsG: bigint;
  /** Offset above the emissions. */
  readonly surplusG: bigint;
  /** Offset in hundredths of a percent of the emissions, rounded down; 0 without emissions. */
  readonly offsetBasisPoints: bigint;
}

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n);

/** Emissions are rounded up to grams and shares down, so that nothing looks better than it is. docs/formulas/credit-balance.md */
export function balanceOf(emissionsUg: bigint, totalOffsetG: bigint): Balance {
  const totalEmissionsG = atLeastZero(gramsOfMicrograms(emissionsUg));
  return {
    totalEmissionsG,
    totalOffsetG,
    netEmissionsG: atLeastZero(totalEmissionsG - totalOffsetG),
    surplusG: atLeastZero(totalOffsetG - totalEmissionsG),
    offsetBasisPoints:
      totalEmissionsG === 0n ? 0n : floorDivide(totalOffsetG * BASIS_POINTS_OF_WHOLE, totalEmissionsG),
  };
}

/** Grams to retire so that the offset reaches a share of the emissions; 0 where it does. */
export const neededForTarget = (
  { totalEmissionsG, totalOffsetG }: Balance,
  targetBasisPoints: bigint,
): bigint =>
  atLeastZero(ceilDivide(totalEmissionsG * targetBasisPoints, BASIS_POINTS_OF_WHOLE) - totalOffsetG);
