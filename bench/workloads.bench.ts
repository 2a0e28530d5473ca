import { benchPlacements } from './workloads/placements';
import { benchPlanning, scarceKw } from './workloads/planning';
import { benchSavings } from './workloads/savings';

const [wanted, many = '100000'] = process.argv.slice(2);
const MANY = Number(many);

/** What can be measured by itself; all of it unless one is named. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  planning: () => benchPlanning(MANY),
  caps: () => benchPlanning(MANY, scarceKw(MANY)),
  savings: benchSavings,
  placements: benchPlacements,
};

async function main(): Promise<void> {
  const parts = Object.entries(PARTS).filter(([name]) => wanted === undefined || wanted === name);
  if (parts.length === 0) throw new Error(`${String(wanted)} is none of ${Object.keys(PARTS).join(', ')}`);
  for (const [, measure] of parts) await measure();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
