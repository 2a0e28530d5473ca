import { ecobe } from '../test/support/ecobe-command';
import { startCreditsServices } from '../test/support/credits-drill/credits-services';
import { raceForManyLots, raceForOneLot } from '../test/support/credits-drill/retire-race';
import type { RaceFigures } from '../test/support/credits-drill/retire-race';
import { check, say, seedOfRun } from './support/checks';
import { stopWhenTold } from './support/stop-when-told';

const ATTEMPTS = Number(process.env.ATTEMPTS ?? 10_000);
/** Requests under way at a time, each on a connection of its own; all of them unless told. */
const CLIENTS = Number(process.env.CLIENTS ?? ATTEMPTS);
const LIMIT_SECONDS = 60;

const seed = seedOfRun();

function tell(name: string, { byOutcome, seconds, p50Ms, p99Ms }: RaceFigures): void {
  const rate = Math.round(ATTEMPTS / seconds);
  const outcomes = Object.entries(byOutcome).map(([outcome, count]) => `${outcome} x ${count}`);
  say(`${name}: ${seconds.toFixed(1)} s, ${rate}/s, p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`);
  say(`  ${outcomes.join(', ')}`);
}

const serverErrors = ({ byOutcome }: RaceFigures): number =>
  Object.entries(byOutcome).reduce((sum, [outcome, count]) => sum + (outcome.startsWith('5') ? count : 0), 0);

/** Retirements that compete for the same credits over HTTP, with two credits processes and a durable PostgreSQL. */
async function main(): Promise<void> {
  say(
    `${ATTEMPTS} retire attempts, ${CLIENTS} at a time, 2 credits processes, seed ${seed} (set SEED to repeat)`,
  );
  const starting = startCreditsServices({ replicas: 2, durable: true });
  stopWhenTold(starting);
  const services = await starting;
  try {
    const one = await raceForOneLot(services.url, { attempts: ATTEMPTS, clients: CLIENTS });
    tell('one lot of half as many grams', one);
    const half = Math.floor(ATTEMPTS / 2);
    check(one.byOutcome['201'] === half && one.retiredG === half, `exactly ${half} succeeded`);
    check(
      one.byOutcome['409 INSUFFICIENT_CREDITS'] === ATTEMPTS - half,
      'all others were told that too little is left',
    );
    check(serverErrors(one) === 0, 'no 5xx');
    check(one.seconds <= LIMIT_SECONDS, `within ${LIMIT_SECONDS} s`);
    const many = await raceForManyLots(services.url, { attempts: ATTEMPTS, clients: CLIENTS }, seed);
    tell('several of 20 lots each, in any order', many);
    check(serverErrors(many) === 0, 'no 5xx, hence no deadlock that a client sees');
    const { code, output } = await ecobe(services, 'ledger', 'verify');
    check(code === 0, `ecobe ledger verify: ${output.trim()}`);
  } finally {
    await services.stop();
  }
}

void main();
