import * as fc from 'fast-check';

/** What a sequence does; numbers choose among the lots, retirements and keys that are there. */
export type Step =
  | { readonly do: 'buy'; readonly org: string; readonly grams: number }
  | { readonly do: 'retire'; readonly lots: readonly number[]; readonly grams: number | null }
  | { readonly do: 'offset'; readonly org: string; readonly percent: number; readonly isPartial: boolean }
  | { readonly do: 'emit'; readonly org: string; readonly grams: number }
  | { readonly do: 'pass'; readonly lot: number }
  | { readonly do: 'expire' }
  | { readonly do: 'reverse'; readonly retirement: number }
  | { readonly do: 'repeat'; readonly command: number };

const org = fc.constantFrom('a', 'b');
const grams = fc.integer({ min: 1, max: 40 });
const choice = fc.nat(1_000);

export const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('buy' as const), org, grams }),
    fc.record({
      do: fc.constant('retire' as const),
      lots: fc.uniqueArray(choice, { minLength: 1, maxLength: 3 }),
      grams: fc.option(grams),
    }),
    fc.record({ do: fc.constant('offset' as const), org, percent: fc.nat(100), isPartial: fc.boolean() }),
    fc.record({ do: fc.constant('emit' as const), org, grams }),
    fc.record({ do: fc.constant('pass' as const), lot: choice }),
    fc.record({ do: fc.constant('expire' as const) }),
    fc.record({ do: fc.constant('reverse' as const), retirement: choice }),
    fc.record({ do: fc.constant('repeat' as const), command: choice }),
  ),
  { minLength: 1, maxLength: 60, size: 'max' },
);

/** A lot, in plain numbers. */
export interface ModelLot {
  id: string;
  org: string;
  available: number;
  retired: number;
  expired: number;
  reversed: number;
  isPast: boolean;
}

/** The books as simply as they can be said: no time, no locks, no rounding. Ids are those that the real ones gave. */
export class LedgerModel {
  readonly lots: ModelLot[] = [];
  readonly retirements: { id: string; org: string; lines: [ModelLot, number][]; isReversed: boolean }[] = [];
  readonly emitted: Record<string, number> = { a: 0, b: 0 };

  buy(id: string, organization: string, amount: number): void {
    const none = { retired: 0, expired: 0, reversed: 0, isPast: false };
    this.lots.push({ id, org: organization, available: amount, ...none });
  }

  /** Null where it is refused; else what is taken of each lot. */
  plan(lots: readonly ModelLot[], amount: number | null): [ModelLot, number][] | null {
    const owner = lots[0]?.org;
    const lines = lots.map((lot): [ModelLot, number] => [lot, amount ?? lot.available]);
    const isFine = lines.every(
      ([lot, part]) => lot.org === owner && !lot.isPast && part > 0 && part <= lot.available,
    );
    return isFine ? lines : null;
  }

  retire(id: string, lines: [ModelLot, number][]): void {
    for (const [lot, part] of lines) {
      lot.available -= part;
      lot.retired += part;
    }
    this.retirements.push({ id, org: lines[0]?.[0].org ?? '', lines, isReversed: false });
  }

  /** Grams that a target still needs. */
  need(organization: string, percent: number): number {
    const offset = this.of(organization).reduce((sum, { retired }) => sum + retired, 0);
    return Math.max(0, Math.ceil(((this.emitted[organization] ?? 0) * percent) / 100) - offset);
  }

  /** Lots in the order of their ids: none tells a vintage, and those that expire all do at the same time. */
  take(organization: string, amount: number): [ModelLot, number][] {
    let left = amount;
    const usable = this.of(organization).filter(({ isPast, available }) => !isPast && available > 0);
    return usable
      .sort((x, y) => (x.id < y.id ? -1 : 1))
      .flatMap((lot): [ModelLot, number][] => {
        const part = Math.min(left, lot.available);
        left -= part;
        return part > 0 ? [[lot, part]] : [];
      });
  }

  expire(): void {
    for (const lot of this.lots.filter(({ isPast }) => isPast)) {
      lot.expired += lot.available;
      lot.available = 0;
    }
  }

  reverse(index: number): void {
    const retirement = this.retirements[index];
    if (retirement === undefined || retirement.isReversed) return;
    retirement.isReversed = true;
    for (const [lot, part] of retirement.lines) {
      lot.retired -= part;
      lot.reversed += part;
    }
  }

  private of(organization: string): ModelLot[] {
    return this.lots.filter((lot) => lot.org === organization);
  }
}
