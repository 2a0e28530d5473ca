import { setTimeout as sleep } from 'node:timers/promises';
import type { PurchaseAnswer } from '@ecobe/contracts';
import * as fc from 'fast-check';
import { CreditsClient } from './credits-client';
import type { CreditsServices } from './credits-services';

export interface DrillOptions {
  readonly seed: number;
  readonly requestsPerSecond: number;
  readonly serviceKills: number;
  readonly databaseKills: number;
  /** Told of each crash once it is over. */
  readonly onCrash?: (line: string) => void;
}

/** An operation that a client wants done once, whatever comes between. */
interface Operation {
  readonly key: string;
  readonly kind: 'purchase' | 'retire';
  readonly grams: number;
  /** Lots are numbered; those of retirements are there before. */
  readonly lot: number;
}

/** What a client knows in the end of what it wanted. */
export interface Acknowledged extends Operation {
  /** The last status; 201 is done. 0: never answered. */
  readonly status: number;
  readonly text: string;
  readonly tries: number;
}

export interface DrillFigures {
  readonly operations: readonly Acknowledged[];
  readonly seconds: number;
  /** From the last crash until every operation was answered. */
  readonly settledAfterSeconds: number;
}

const LOTS = 10;
const LOT_TONNES = 1_000;
const CONNECTIONS = 64;
/** Nobody asks longer than this for one operation. */
const PATIENCE_MS = 90_000;
const RETRY_AFTER_MS = 200;
/** Between two crashes, with everything up. */
const CALM_MS = { min: 300, max: 2_000 };

/** Buys and retires all the time while services and the database crash and come back. */
export async function crashDrill(services: CreditsServices, options: DrillOptions): Promise<DrillFigures> {
  const client = new CreditsClient(services.url, CONNECTIONS);
  try {
    const lots = await buyLots(client);
    const startedMs = performance.now();
    const isOver = { now: false };
    const asking = ask(client, lots, options, isOver);
    await crashes(services, options);
    const lastCrashMs = performance.now();
    isOver.now = true;
    const operations = await asking;
    const seconds = (performance.now() - startedMs) / 1_000;
    return { operations, seconds, settledAfterSeconds: (performance.now() - lastCrashMs) / 1_000 };
  } finally {
    await client.close();
  }
}

/** Asks at an even pace, whoever is there to answer, until it is over and all are answered. */
async function ask(
  client: CreditsClient,
  lots: readonly string[],
  { seed, requestsPerSecond }: DrillOptions,
  isOver: { now: boolean },
): Promise<Acknowledged[]> {
  const under: Promise<Acknowledged>[] = [];
  const wanted = operations(seed);
  const startedMs = performance.now();
  while (!isOver.now) {
    const due = ((performance.now() - startedMs) / 1_000) * requestsPerSecond;
    while (under.length < due) under.push(untilAnswered(client, wanted(under.length), lots));
    await sleep(10);
  }
  return Promise.all(under);
}

/** The n-th operation of a seed. */
function operations(seed: number): (index: number) => Operation {
  const one = fc.record({
    kind: fc.constantFrom<Operation['kind'][]>('purchase', 'retire', 'retire'),
    grams: fc.integer({ min: 1, max: 50 }),
    lot: fc.nat(LOTS - 1),
  });
  return (index) => {
    const [chosen] = fc.sample(one, { seed: seed + index, numRuns: 1 });
    if (chosen === undefined) throw new Error('nothing was drawn');
    return { key: `drill-${index}`, ...chosen };
  };
}

/** Asks again under the same key until the answer is neither missing nor that of a server in trouble. */
async function untilAnswered(
  client: CreditsClient,
  operation: Operation,
  lots: readonly string[],
): Promise<Acknowledged> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  const { kind, key } = operation;
  for (let tries = 1; ; tries += 1) {
    const answer = await client.post(kind, bodyOf(operation, lots), key).catch(() => null);
    const status = answer?.status ?? 0;
    const isToBeTriedAgain = status === 0 || status >= 500 || (status === 409 && isInUse(answer?.text ?? ''));
    if (!isToBeTriedAgain || performance.now() > deadlineMs)
      return { ...operation, status, text: answer?.text ?? '', tries };
    await sleep(RETRY_AFTER_MS);
  }
}

const isInUse = (text: string): boolean => text.includes('IDEMPOTENCY_KEY_IN_USE');

const bodyOf = ({ kind, grams, lot }: Operation, lots: readonly string[]): object =>
  kind === 'purchase'
    ? { organizationId: 'drill', amountCO2: grams, provider: 'Gold Standard', priceUsd: 1 }
    : { reason: 'drill', items: [{ creditId: lots[lot], amountCO2: grams }] };

async function buyLots(client: CreditsClient): Promise<string[]> {
  const lots: string[] = [];
  for (let lot = 0; lot < LOTS; lot += 1) {
    const body = { organizationId: 'drill', amountCO2: LOT_TONNES, unit: 't', provider: 'P', priceUsd: 1e4 };
    const { text } = await client.post('purchase', body, `lot-${lot}`);
    lots.push((JSON.parse(text) as PurchaseAnswer).creditId);
  }
  return lots;
}

/** One crash after the other, the database's spread among those of the services; all is up again at the end. */
async function crashes(
  services: CreditsServices,
  { seed, serviceKills, databaseKills, onCrash }: DrillOptions,
): Promise<void> {
  const all = serviceKills + databaseKills;
  const calm = fc.sample(fc.integer(CALM_MS), { seed, numRuns: all });
  const victims = fc.sample(fc.nat(services.credits.length - 1), { seed, numRuns: all });
  for (let crash = 0; crash < all; crash += 1) {
    await sleep(calm[crash]);
    const startedMs = performance.now();
    const isDatabase =
      Math.floor(((crash + 1) * databaseKills) / all) > Math.floor((crash * databaseKills) / all);
    if (isDatabase) {
      await services.killDatabase();
      await services.reviveDatabase();
    } else {
      const victim = services.credits[victims[crash] ?? 0];
      await victim?.end('SIGKILL');
      await victim?.start(/"service is up"/);
    }
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    onCrash?.(`${isDatabase ? 'PostgreSQL' : 'credits'} was killed, and is up again after ${seconds} s`);
  }
}
