import type { PurchaseAnswer, RetirementAnswer } from '@ecobe/contracts';
import * as fc from 'fast-check';
import { CreditsClient } from './credits-client';
import type { Answer } from './credits-client';

export interface RaceOptions {
  readonly attempts: number;
  /** Requests under way at a time. */
  readonly clients: number;
}

/** What became of the attempts. */
export interface RaceFigures {
  /** How many were answered so: `201`, or a status with its problem code. */
  readonly byOutcome: Readonly<Record<string, number>>;
  /** gCO2eq that the answers say are retired. */
  readonly retiredG: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface RetireBody {
  readonly reason: string;
  readonly items: readonly { readonly creditId: string; readonly amountCO2: number }[];
}

const MOST_GRAMS = 3;
const MOST_ITEMS = 4;

/** Many want 1 g each of one lot that holds half as many. */
export const raceForOneLot = (url: string, { attempts, clients }: RaceOptions): Promise<RaceFigures> =>
  withClient(url, clients, async (client) => {
    const creditId = await buy(client, Math.floor(attempts / 2));
    const body = { reason: 'race', items: [{ creditId, amountCO2: 1 }] };
    return race(
      client,
      Array.from({ length: attempts }, () => body),
      clients,
    );
  });

/** Many want some of several of 20 lots, in any order, and more in all than there is. The seed repeats who wants what. */
export const raceForManyLots = (
  url: string,
  { attempts, clients }: RaceOptions,
  seed: number,
): Promise<RaceFigures> =>
  withClient(url, clients, async (client) => {
    const lots: string[] = [];
    for (let lot = 0; lot < 20; lot += 1) lots.push(await buy(client, Math.ceil(attempts / 10)));
    const item = fc.record({
      creditId: fc.constantFrom(...lots),
      amountCO2: fc.integer({ min: 1, max: MOST_GRAMS }),
    });
    const items = fc.uniqueArray(item, {
      ...{ minLength: 1, maxLength: MOST_ITEMS },
      selector: ({ creditId }) => creditId,
    });
    const wanted = fc.sample(items, { seed, numRuns: attempts });
    return race(
      client,
      wanted.map((some) => ({ reason: 'race', items: some })),
      clients,
    );
  });

async function race(
  client: CreditsClient,
  bodies: readonly RetireBody[],
  clients: number,
): Promise<RaceFigures> {
  const startedMs = performance.now();
  const answers: Answer[] = [];
  const waiting = bodies.entries();
  const askOnAndOn = async () => {
    for (const [index, body] of waiting)
      answers.push(await client.post('retire', body, `${startedMs}-${index}`));
  };
  await Promise.all(Array.from({ length: clients }, askOnAndOn));
  const seconds = (performance.now() - startedMs) / 1_000;
  const byOutcome: Record<string, number> = {};
  for (const answer of answers) {
    const outcome = outcomeOf(answer);
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
  }
  const took = answers.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? NaN;
  return {
    ...{ byOutcome, seconds, p50Ms: at(0.5), p99Ms: at(0.99) },
    retiredG: answers.reduce((sum, answer) => sum + retiredOf(answer), 0),
  };
}

const outcomeOf = ({ status, text }: Answer): string =>
  status === 201 ? '201' : `${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`;

const retiredOf = ({ status, text }: Answer): number =>
  status === 201 ? (JSON.parse(text) as RetirementAnswer).retiredCO2 : 0;

async function buy(client: CreditsClient, amountCO2: number): Promise<string> {
  const lot = { organizationId: 'race', amountCO2, provider: 'Gold Standard', priceUsd: 1 };
  const { status, text } = await client.post('purchase', lot);
  if (status !== 201) throw new Error(`a lot was refused: ${text}`);
  return (JSON.parse(text) as PurchaseAnswer).creditId;
}

async function withClient<Result>(
  url: string,
  clients: number,
  work: (client: CreditsClient) => Promise<Result>,
): Promise<Result> {
  const client = new CreditsClient(url, clients);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
