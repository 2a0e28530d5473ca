import { SLOTS_PER_HOUR, eachHour } from './slot';
import type { SlotRun } from './slot';
import type { RegionRoom } from './timing';

/** Sums that come back to nothing after releases differ from it by this much, kW. */
const ROUNDING_KW = 1e-6;

/** Work in slots of a region. */
export interface Reservation {
  readonly region: string;
  readonly runs: readonly SlotRun[];
  readonly powerKw: number;
}

/**
 * Who has reserved how much: mean kW by region and hour, which never exceeds the region's cap. Plans that run now at home
 * are not entered: they are always possible, whatever was reserved before.
 */
export class RoomLedger {
  private readonly regions = new Map<string, Map<number, Float64Array>>();

  /** @param capKwOf mean kW an hour that all plans together may draw in a region; null without a cap */
  constructor(private readonly capKwOf: (region: string) => number | null) {}

  hasCap(region: string): boolean {
    return this.capKwOf(region) !== null;
  }

  /** @throws RangeError where an hour has no room for it; nothing is reserved then. */
  reserve(plan: Reservation): void {
    const { region, runs, powerKw } = plan;
    eachHour(runs, (hour, slots) => {
      const wantedKw = (powerKw * slots) / SLOTS_PER_HOUR;
      const roomKw = this.roomKwAt(region, hour);
      if (wantedKw > roomKw + ROUNDING_KW)
        throw new RangeError(`${region} has room for ${roomKw} kW in hour ${hour}, not for ${wantedKw}`);
    });
    this.add(plan, powerKw);
  }

  /** Enters what others have reserved already, whatever the cap says now. */
  enter(plan: Reservation): void {
    this.add(plan, plan.powerKw);
  }

  /** Gives back what was reserved. @throws RangeError for what was not. */
  release(plan: Reservation): void {
    const { region, runs, powerKw } = plan;
    for (const slot of slotsOf(runs)) {
      if (this.busyKwAt(region, slot) < powerKw - ROUNDING_KW)
        throw new RangeError(`${powerKw} kW were not reserved in ${region} in slot ${slot}`);
    }
    this.add(plan, -powerKw);
  }

  /** Mean kW that an hour still has room for; Infinity without a cap. */
  roomKwAt(region: string, hour: number): number {
    const capKw = this.capKwOf(region);
    if (capKw === null) return Infinity;
    const slots = this.regions.get(region)?.get(hour);
    if (slots === undefined) return capKw;
    // Asked for by far the most, so without an iterator.
    const reservedKw = (slots[0] ?? 0) + (slots[1] ?? 0) + (slots[2] ?? 0) + (slots[3] ?? 0);
    return Math.max(0, capKw - reservedKw / SLOTS_PER_HOUR);
  }

  /** kW reserved in a slot. */
  busyKwAt(region: string, slot: number): number {
    const slots = this.regions.get(region)?.get(Math.floor(slot / SLOTS_PER_HOUR));
    return slots?.[slot % SLOTS_PER_HOUR] ?? 0;
  }

  /** One region of it, as an outlook wants it; it follows later reservations. */
  roomOf(region: string): RegionRoom {
    return {
      roomKwAt: (hour) => this.roomKwAt(region, hour),
      busyKwAt: (slot) => this.busyKwAt(region, slot),
    };
  }

  /** Forgets the hours before one: nobody plans into the past. */
  forgetBefore(hour: number): void {
    for (const hours of this.regions.values())
      for (const known of hours.keys()) if (known < hour) hours.delete(known);
  }

  private add({ region, runs }: Reservation, kw: number): void {
    const hours = this.regions.get(region) ?? new Map<number, Float64Array>();
    this.regions.set(region, hours);
    for (const slot of slotsOf(runs)) {
      const hour = Math.floor(slot / SLOTS_PER_HOUR);
      const slots = hours.get(hour) ?? new Float64Array(SLOTS_PER_HOUR);
      hours.set(hour, slots);
      const sum = (slots[slot % SLOTS_PER_HOUR] ?? 0) + kw;
      slots[slot % SLOTS_PER_HOUR] = sum < ROUNDING_KW ? 0 : sum;
    }
  }
}

function* slotsOf(runs: readonly SlotRun[]): Generator<number> {
  for (const { from, until } of runs) for (let slot = from; slot < until; slot++) yield slot;
}
