import { benchPlanning, scarceKw } from './workloads/planning';
import { benchSavings } from './workloads/savings';

const MANY = Number(process.argv[2] ?? 100_000);

async function main(): Promise<void> {
  await benchPlanning(MANY);
  await benchPlanning(MANY, scarceKw(MANY));
  await benchSavings();
}

void main();
