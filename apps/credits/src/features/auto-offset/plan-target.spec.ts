import type { LedgerView } from '../../ports/ledger-store';
import type { StoredCredit } from '../../ports/stored-credit';
import { planTarget } from './plan-target';
import type { OffsetGoal } from './plan-target';
import { refuseShort } from './reach-target';

const lotOf = (index: number): StoredCredit => ({
  ...{ id: `lot-${String(index).padStart(6, '0')}`, organizationId: 'o', provider: 'P', registry: 'OTHER' },
  ...{
    issuedG: 2n,
    availableG: 2n,
    reservedG: 0n,
    retiredG: 0n,
    cancelledG: 0n,
    expiredG: 0n,
    reversedG: 0n,
  },
  ...{
    mitigation: null,
    pathway: null,
    vintageStart: null,
    vintageEnd: null,
    serialText: null,
    serials: null,
  },
  ...{ certificateUrl: null, certificateStatus: null, priceCents: 1n, expiresAtMs: null, hold: null },
  details: { project: null, durabilityYears: null, correspondingAdjustment: null, labels: [] },
  createdAtMs: 0,
});

/** An organisation that emitted so many grams, and has lots of 2 g. */
const booksOf = (emissionsG: bigint, lotCount: number): LedgerView => ({
  nowMs: 1,
  totals: () => Promise.resolve({ emissionsUg: emissionsG * 1_000_000n, offsetG: 0n }),
  offsetThisMonth: () => Promise.resolve(0n),
  retirable: (_filter, limit) =>
    Promise.resolve({
      lots: Array.from({ length: Math.min(limit, lotCount) }, (_, index) => lotOf(index)),
      totalG: 2n * BigInt(lotCount),
    }),
});

const goal: OffsetGoal = {
  ...{ organizationId: 'o', targetBasisPoints: 10_000n, filter: {}, monthlyCapG: null, allowsPartial: false },
};

describe('a plan of more lots than one retirement takes', () => {
  it('takes the first 1,000 and leaves the rest to the next', async () => {
    const plan = await planTarget(booksOf(3_001n, 1_500), goal);
    expect(plan).toMatchObject({ needG: 3_001n, retiredG: 2_000n, shortfallG: 1n, postponedG: 1_000n });
    expect([plan.lines.length, plan.lines.at(-1)?.lotId]).toEqual([1_000, 'lot-000999']);
  });

  it('postpones nothing where the lots are few enough', async () => {
    const plan = await planTarget(booksOf(1_999n, 1_500), goal);
    expect(plan).toMatchObject({ retiredG: 1_999n, shortfallG: 0n, postponedG: 0n, isCapped: false });
    refuseShort(plan, goal);
  });

  it('is refused as what it is, unless a part is welcome', async () => {
    const many = await planTarget(booksOf(2_500n, 1_500), goal);
    expect(() => {
      refuseShort(many, goal);
    }).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          ...{ status: 409, code: 'TOO_MANY_LOTS' },
          extensions: { neededCO2: 2_500, shortfallCO2: 0, postponedCO2: 500 },
        }) as object,
      }) as Error,
    );
    refuseShort(many, { ...goal, allowsPartial: true });
    const short = await planTarget(booksOf(2_500n, 1), goal);
    expect(() => {
      refuseShort(short, goal);
    }).toThrow('2500 g are needed and 2498 g are short. Nothing was retired; allowPartial would.');
  });
});
