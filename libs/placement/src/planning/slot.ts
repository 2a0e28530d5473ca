import { HOUR_MS } from '@ecobe/carbon';

/** Plans are made on a grid of quarters of an hour. */
export const SLOT_MS = HOUR_MS / 4;
export const SLOTS_PER_HOUR = 4;

/** Number of the slot that an instant lies in, counted from the epoch. */
export const slotOf = (instantMs: number): number => Math.floor(instantMs / SLOT_MS);

/** The first slot that does not begin before an instant: the earliest in which work that arrives then may run. */
export const slotFrom = (instantMs: number): number => Math.ceil(instantMs / SLOT_MS);

/** Start of a slot, epoch ms. */
export const slotStartMs = (slot: number): number => slot * SLOT_MS;

/** Consecutive slots `[from, until)`, counted from the epoch. */
export interface SlotRun {
  readonly from: number;
  readonly until: number;
}

export const slotCount = (runs: readonly SlotRun[]): number =>
  runs.reduce((sum, { from, until }) => sum + until - from, 0);

/** Calls back with every hour that the runs touch, and how many of its slots they take. */
export function eachHour(runs: readonly SlotRun[], see: (hour: number, slots: number) => void): void {
  for (const { from, until } of runs) {
    for (let slot = from; slot < until;) {
      const hour = Math.floor(slot / SLOTS_PER_HOUR);
      const next = Math.min(until, (hour + 1) * SLOTS_PER_HOUR);
      see(hour, next - slot);
      slot = next;
    }
  }
}
