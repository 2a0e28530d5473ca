import { withRoomPrices } from './outlook';
import type { RegionOutlook } from './outlook';

/** An hour of a region with a price. */
export interface RoomPrice {
  readonly region: string;
  /** Hours from the epoch. */
  readonly hour: number;
  /** gCO2eq/kWh */
  readonly gPerKwh: number;
}

/** What an hour of a region is worth to those who want it, gCO2eq/kWh; by hours from the epoch. */
export class RoomPrices {
  private constructor(private readonly regions: ReadonlyMap<string, ReadonlyMap<number, number>>) {}

  static readonly NONE = new RoomPrices(new Map());

  static of(prices: ReadonlyMap<string, { firstHour: number; gPerKwh: Float64Array }>): RoomPrices {
    return new RoomPrices(
      new Map(
        [...prices].map(([region, { firstHour, gPerKwh }]) => [
          region,
          new Map([...gPerKwh].map((price, i) => [firstHour + i, price])),
        ]),
      ),
    );
  }

  /** From what {@link listed} gave. */
  static from(listed: readonly RoomPrice[]): RoomPrices {
    const regions = new Map<string, Map<number, number>>();
    for (const { region, hour, gPerKwh } of listed) {
      const hours = regions.get(region) ?? new Map<number, number>();
      regions.set(region, hours.set(hour, gPerKwh));
    }
    return regions.size === 0 ? RoomPrices.NONE : new RoomPrices(regions);
  }

  /** The hours that have a price. */
  listed(): RoomPrice[] {
    return [...this.regions].flatMap(([region, hours]) =>
      [...hours].flatMap(([hour, gPerKwh]) => (gPerKwh > 0 ? [{ region, hour, gPerKwh }] : [])),
    );
  }

  at(region: string, hour: number): number {
    return this.regions.get(region)?.get(hour) ?? 0;
  }

  /** These prices as an outlook of a region wants them. */
  applyTo(outlook: RegionOutlook): RegionOutlook {
    const { firstHour, values } = outlook.grams;
    return withRoomPrices(
      outlook,
      Float64Array.from(values, (_, i) => this.at(outlook.region, firstHour + i)),
    );
  }
}
