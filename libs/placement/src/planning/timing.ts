import { SLOTS_PER_HOUR } from './slot';
import type { SlotRun } from './slot';

/** Work of some slots that may run in `[earliest, deadline)`; slots from the epoch. */
export interface WorkSpan {
  readonly earliest: number;
  readonly deadline: number;
  readonly slots: number;
}

/** When work runs, and what that costs in the unit of the costs. */
export interface Timing {
  readonly runs: readonly SlotRun[];
  readonly cost: number;
}

/** What is free in a region beside what others have reserved. */
export interface RegionRoom {
  /** Mean kW that an hour still has room for; Infinity without a cap. */
  roomKwAt(hour: number): number;
  /** kW reserved in a slot: of slots that cost the same, the least busy is taken. */
  busyKwAt(slot: number): number;
}

/** Room as work of some power meets it. */
export interface PowerInRoom {
  readonly room: RegionRoom;
  readonly powerKw: number;
}

/** A mean of slots must not fail by the rounding of its sum, kW. */
const ROUNDING_KW = 1e-9;
/** Sums of the same slots in another order differ by this much; such a cost is the same. */
const ROUNDING = 1e-9;

/** How many slots of an hour work may take, by the mean that the hour has room for. */
export function slotsThatFit({ room, powerKw }: PowerInRoom, hour: number): number {
  const slots = Math.floor((SLOTS_PER_HOUR * (room.roomKwAt(hour) + ROUNDING_KW)) / powerKw);
  return Math.max(0, Math.min(SLOTS_PER_HOUR, slots));
}

/** The highest cost that is still as good as `least`. */
export const asGoodAs = (least: number): number => least + ROUNDING * Math.max(1, Math.abs(least));
