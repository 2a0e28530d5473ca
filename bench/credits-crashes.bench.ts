import { crashDrill } from '../test/support/credits-drill/crash-drill';
import { startCreditsServices } from '../test/support/credits-drill/credits-services';
import { booksOfDrill, isAllSealedAndTold } from '../test/support/credits-drill/drill-books';
import { ecobe } from '../test/support/ecobe-command';
import { check, say, seedOfRun } from './support/checks';
import { stopWhenTold } from './support/stop-when-told';

const SERVICE_KILLS = Number(process.env.SERVICE_KILLS ?? 20);
const DATABASE_KILLS = Number(process.env.DATABASE_KILLS ?? 5);
const REQUESTS_PER_SECOND = Number(process.env.REQUESTS_PER_SECOND ?? 100);
const SETTLE_LIMIT_SECONDS = 60;

/** Purchases and retirements while the credits processes and PostgreSQL are killed and come back. */
async function main(): Promise<void> {
  const seed = seedOfRun();
  const [serviceKills, databaseKills] = [SERVICE_KILLS, DATABASE_KILLS];
  say(
    `kill -9: credits ${serviceKills} times, PostgreSQL ${databaseKills} times, under ${REQUESTS_PER_SECOND} requests/s, ` +
      `seed ${seed} (set SEED to repeat)`,
  );
  const starting = startCreditsServices({ replicas: 2, durable: true });
  stopWhenTold(starting);
  const services = await starting;
  try {
    const drill = await crashDrill(services, {
      ...{ seed, serviceKills, databaseKills },
      requestsPerSecond: REQUESTS_PER_SECOND,
      onCrash: (line) => {
        say(`  ${line}`);
      },
    });
    const { operations, seconds, settledAfterSeconds } = drill;
    const done = operations.filter(({ status }) => status === 201);
    const repeated = operations.filter(({ tries }) => tries > 1).length;
    say(
      `  ${operations.length} operations in ${seconds.toFixed(1)} s, ${repeated} of them asked more than once`,
    );
    const refused = operations.find(({ status }) => status !== 201);
    check(
      refused === undefined,
      `${done.length} acknowledged, none refused or unanswered ${refused?.text ?? ''}`,
    );
    check(
      settledAfterSeconds <= SETTLE_LIMIT_SECONDS,
      `last answer ${settledAfterSeconds.toFixed(1)} s after the last crash`,
    );
    const { lost, doubled, entries } = await booksOfDrill(services.databaseUrl, operations);
    check(lost === 0, `${lost} acknowledged operations lost`);
    check(doubled === 0 && entries === operations.length, `${entries} entries, ${doubled} of them double`);
    check(await isAllSealedAndTold(services.databaseUrl), 'every entry is sealed and told');
    const { code, output } = await ecobe(services, 'ledger', 'verify');
    check(code === 0, `ecobe ledger verify: ${output.trim()}`);
  } finally {
    await services.stop();
  }
}

void main();
