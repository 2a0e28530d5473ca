import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { acquireStores } from '@ecobe/embedded';
import { splitByWeight } from '@ecobe/ledger';
import * as fc from 'fast-check';
import { AuditChainRepository } from '../apps/credits/src/adapters/audit-chain.repository';
import { verifyLedger } from '../apps/credits/src/adapters/ledger-verifier';
import { openBooks, purchaseOf } from '../apps/credits/src/ledger.fixture';
import type { Books } from '../apps/credits/src/ledger.fixture';
import { steps } from '../apps/credits/src/ledger-model.fixture';
import { LedgerReplay } from '../apps/credits/src/ledger-replay.fixture';
import { check, say, seedOfRun } from './support/checks';

const SEQUENCES = 2_000;
const KEYS = 1_000;
const TWINS = 20;
const SPLITS = 100_000;
const ENTRIES = 10_000;
const [CHANGED, DELETED, SWAPPED, INSERTED] = [500, 50, 50, 50];

const seed = seedOfRun();

/** Work on books of its own, timed. */
async function onBooks(name: string, work: (books: Books) => Promise<void>): Promise<void> {
  const startedMs = performance.now();
  const books = await openBooks();
  await work(books);
  await books.close();
  say(`  ${name}: ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
}

async function sealAll(books: Books): Promise<void> {
  const chain = new AuditChainRepository(books.source);
  while ((await chain.seal()) > 0);
}

async function sequences(books: Books): Promise<void> {
  let run = 0;
  const property = fc.asyncProperty(steps, (some) =>
    new LedgerReplay(books, `run-${(run += 1)}`).replay(some),
  );
  const result = await fc.check(property, { numRuns: SEQUENCES, seed });
  if (result.failed) say(fc.defaultReportMessage(result) ?? '');
  check(!result.failed, `${result.numRuns} sequences equal to the model after every step`);
  await sealAll(books);
  const { findings, entryCount } = await verifyLedger(books.source);
  const unexpected = findings.filter(({ invariant }) => invariant !== 'I-13');
  check(unexpected.length === 0, `every rule kept in ${entryCount} entries`);
}

async function duplicates(books: Books): Promise<void> {
  let same = 0;
  for (let key = 0; key < KEYS; key += 1) {
    const twins = Array.from({ length: TWINS }, () => books.purchase(purchaseOf(), `key-${key}`));
    const bodies = new Set((await Promise.all(twins)).map(({ answer }) => JSON.stringify(answer)));
    if (bodies.size === 1) same += 1;
  }
  const entries = await books.count('ledger_entry');
  check(
    entries === KEYS && same === KEYS,
    `${KEYS} keys x ${TWINS}: ${entries} entries, ${same} with one body`,
  );
}

function splits(): void {
  const total = fc.bigInt({ min: 0n, max: 10n ** 22n });
  const weight = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const weights = fc
    .array(weight, { minLength: 1, maxLength: 30 })
    .filter((all) => all.some((one) => one > 0n));
  const property = fc.property(total, weights, (whole, shares) => {
    return splitByWeight(whole, shares).reduce((sum, part) => sum + part, 0n) === whole;
  });
  const result = fc.check(property, { numRuns: SPLITS, seed });
  check(!result.failed, `${result.numRuns} random splits sum to the whole`);
}

/** Ways to alter entries without a trace but in the chain; the seed says which is altered how. */
const CHANGES = [
  'UPDATE credits.ledger_entry SET operation = reverse(operation) WHERE id = ANY($1::bigint[])',
  "UPDATE credits.ledger_entry SET created_at = created_at - interval '1 us' WHERE id = ANY($1::bigint[])",
  "UPDATE credits.ledger_entry SET actor = 'another' WHERE id = ANY($1::bigint[])",
  'UPDATE credits.posting SET delta_g = delta_g * 2 WHERE entry_id = ANY($1::bigint[])',
  "UPDATE credits.posting SET account = 'EXPIRED' WHERE account = 'AVAILABLE' AND entry_id = ANY($1::bigint[])",
  `UPDATE credits.carbon_credit SET price_cents = price_cents + 1 FROM credits.posting
   WHERE credit_id = carbon_credit.id AND account = 'ISSUED' AND entry_id = ANY($1::bigint[])`,
];

async function tamper(books: Books): Promise<void> {
  for (let left = ENTRIES; left > 0; left -= 100)
    await Promise.all(Array.from({ length: 100 }, () => books.buy({ amountCO2: 1 })));
  await sealAll(books);
  check((await verifyLedger(books.source)).findings.length === 0, `no alarm in ${ENTRIES} entries`);
  const ids = await books.source.query<{ id: string }[]>(
    'SELECT id FROM credits.ledger_entry ORDER BY random()',
  );
  const chosen = ids.map(({ id }) => id);
  const changed = chosen.splice(0, CHANGED);
  const deleted = chosen.splice(0, DELETED);
  const swapped = chosen.splice(0, SWAPPED);
  const half = swapped.length / 2;
  await books.source.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    const ways = fc.sample(fc.nat(CHANGES.length - 1), { seed, numRuns: changed.length });
    for (const [way, change] of CHANGES.entries())
      await manager.query(change, [changed.filter((_, index) => ways[index] === way)]);
    await manager.query('DELETE FROM credits.ledger_entry WHERE id = ANY($1::bigint[])', [deleted]);
    await manager.query(
      `UPDATE credits.posting SET credit_id = other.credit_id FROM unnest($1::bigint[], $2::bigint[]) AS pair (a, b)
       JOIN credits.posting AS other ON other.entry_id = pair.b AND other.account = 'ISSUED' WHERE posting.entry_id = pair.a`,
      [[...swapped], [...swapped.slice(half), ...swapped.slice(0, half)]],
    );
    await manager.query(
      `INSERT INTO credits.ledger_entry (organization_id, kind) SELECT 'org-1', 'EXPIRE' FROM generate_series(1, ${INSERTED})`,
    );
  });
  const startedMs = performance.now();
  const { findings } = await verifyLedger(books.source);
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const named = new Set(findings.filter(({ invariant }) => invariant === 'I-4').map(({ what }) => what));
  const all = CHANGED + DELETED + SWAPPED + INSERTED;
  check(named.size === all, `${named.size} of ${all} altered entries named, and no other, in ${seconds} s`);
}

async function main(): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'ecobe-bench-'));
  const stores = await acquireStores({ home, cache: path.resolve('.ecobe/cache') });
  process.env.DATABASE_URL = stores.databaseUrl;
  try {
    say(`ledger, seed ${seed} (set SEED to repeat)`);
    splits();
    await onBooks('duplicates', duplicates);
    await onBooks('tampering', tamper);
    await onBooks('sequences', sequences);
  } finally {
    await stores.release();
    await rm(home, { recursive: true, force: true });
  }
}

void main();
