import type { Reservation } from '@ecobe/placement';
import type { ReservedSlot } from '../ports/planning-store';

/** What reservations that go and come change, by region and slot; what comes to nothing is left out. */
export function roomChanges(
  released: readonly Reservation[],
  reserved: readonly Reservation[],
): ReservedSlot[] {
  const changes = new Map<string, { region: string; slot: number; kw: number }>();
  const add = ({ region, runs, powerKw }: Reservation, sign: number): void => {
    for (const { from, until } of runs) {
      for (let slot = from; slot < until; slot++) {
        const key = `${slot} ${region}`;
        const change = changes.get(key) ?? { region, slot, kw: 0 };
        change.kw += sign * powerKw;
        changes.set(key, change);
      }
    }
  };
  for (const reservation of released) add(reservation, -1);
  for (const reservation of reserved) add(reservation, 1);
  return [...changes.values()].filter(({ kw }) => kw !== 0);
}
