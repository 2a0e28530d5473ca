import type { ReportFigures, ReportGroup } from '@ecobe/contracts';
import { gramsOfMicrograms, jsonAtLeast, kwhAsNumber } from '@ecobe/ledger';

/** Sums as a report shows them: exact, and in units that people read. */
export interface Sums {
  readonly energyUwh: bigint;
  readonly emissionsUg: bigint;
}

/** Whole grams of micrograms, rounded up. */
export const gramsUpOf = (emissionsUg: bigint): number => jsonAtLeast(gramsOfMicrograms(emissionsUg));

export const figuresOf = ({ energyUwh, emissionsUg }: Sums): ReportFigures => ({
  energyUwh: String(energyUwh),
  energyKwh: kwhAsNumber(energyUwh),
  emissionsUg: String(emissionsUg),
  emissionsCO2: gramsUpOf(emissionsUg),
});

/** By the units of their letters, which no database or language changes; what is not told comes first. */
export const byName = (a: string | null, b: string | null): number => {
  const [one, other] = [a ?? '', b ?? ''];
  if (one === other) return Number(a !== null) - Number(b !== null);
  return one < other ? -1 : 1;
};

/** Groups of one name added up, in order of their names. */
export function groupsOf(sums: readonly (Sums & { readonly name: string | null })[]): ReportGroup[] {
  const groups = new Map<string | null, Sums>();
  for (const { name, energyUwh, emissionsUg } of sums) {
    const known = groups.get(name);
    groups.set(name, {
      energyUwh: energyUwh + (known?.energyUwh ?? 0n),
      emissionsUg: emissionsUg + (known?.emissionsUg ?? 0n),
    });
  }
  return [...groups]
    .sort(([a], [b]) => byName(a, b))
    .map(([group, figures]) => ({ group, ...figuresOf(figures) }));
}
