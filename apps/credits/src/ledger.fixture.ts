import type { Clock } from '@ecobe/carbon';
import type {
  AutoOffsetRequest,
  PurchaseCreditsRequest,
  RetireCreditsRequest,
  SustainabilityReportQuery,
  WorkloadEmissions,
} from '@ecobe/contracts';
import { ProblemError } from '@ecobe/contracts';
import { openSchema } from '@ecobe/persistence';
import { createTestDatabase } from '../../../test/support/database';
import { CreditReaderRepository } from './adapters/credit-reader.repository';
import { CREDITS_SCHEMA } from './adapters/credits-schema';
import { LedgerCorrectionsRepository } from './adapters/ledger-corrections.repository';
import { EmissionLogRepository } from './adapters/emission-log.repository';
import { LedgerRepository } from './adapters/ledger.repository';
import { ReportRepository } from './adapters/report.repository';
import { RetirementBookRepository } from './adapters/retirement-book.repository';
import { AutoOffsetUseCase } from './features/auto-offset/auto-offset.use-case';
import { ExpireCreditsUseCase } from './features/expire-credits/expire-credits.use-case';
import { ListCreditsUseCase } from './features/list-credits/list-credits.use-case';
import { PurchaseCreditsUseCase } from './features/purchase-credits/purchase-credits.use-case';
import { ReadBalanceUseCase } from './features/read-balance/read-balance.use-case';
import { RecordEmissionsUseCase } from './features/record-emissions/record-emissions.use-case';
import { ReportSustainabilityUseCase } from './features/report-sustainability/report-sustainability.use-case';
import { RetireCreditsUseCase } from './features/retire-credits/retire-credits.use-case';
import { ReverseRetirementUseCase } from './features/reverse-retirement/reverse-retirement.use-case';

const clock = { nowMs: () => Date.now() };

/** A purchase as callers send it; `change` says what is different. */
export const purchaseOf = (change: Partial<PurchaseCreditsRequest> = {}): PurchaseCreditsRequest => ({
  ...{ organizationId: 'org-1', amountCO2: 10_000, provider: 'Gold Standard', priceUsd: 1 },
  ...change,
});

/** What was refused, as callers see it. */
export async function problemOf(refused: Promise<unknown>) {
  const error = await refused.then(
    (answer) => new Error(`answered ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

const rethrown = (_organizationId: string, error: unknown): void => {
  throw error;
};

/** The books on a database of their own. */
export async function openBooks() {
  const database = await createTestDatabase();
  const source = await openSchema(CREDITS_SCHEMA, database.url);
  const ledger = new LedgerRepository(source);
  const reader = new CreditReaderRepository(source);
  const list = new ListCreditsUseCase(reader);
  const purchase = new PurchaseCreditsUseCase(ledger, clock, ['goldstandard.org']);
  const retire = new RetireCreditsUseCase(new RetirementBookRepository(source), clock);
  const autoOffset = new AutoOffsetUseCase(ledger, clock);
  const corrections = new LedgerCorrectionsRepository(source);
  const reverse = new ReverseRetirementUseCase(corrections);
  const balance = new ReadBalanceUseCase(reader);
  const recordEmissions = new RecordEmissionsUseCase(new EmissionLogRepository(source));
  return {
    ...{ database, source, ledger, list },
    purchase: (request: PurchaseCreditsRequest, key?: string) =>
      purchase.execute(request, { idempotencyKey: key }),
    /** Buys a lot and gives its id. */
    buy: async (change: Partial<PurchaseCreditsRequest> = {}) =>
      (await purchase.execute(purchaseOf(change), {})).answer.creditId,
    retire: (request: Omit<RetireCreditsRequest, 'reason'>, key?: string) =>
      retire.execute({ reason: 'a spec', ...request }, { idempotencyKey: key }),
    autoOffset: (request: Partial<AutoOffsetRequest>, key?: string) =>
      autoOffset.execute(
        { organizationId: 'org-1', targetOffsetPercentage: 100, ...request },
        { idempotencyKey: key },
      ),
    balance: (organizationId = 'org-1') => balance.execute(organizationId),
    expire: (onFault = rethrown) => new ExpireCreditsUseCase(corrections, onFault).execute(),
    reverse: (retirementId: string, organizationId = 'org-1', reason = 'a fire') =>
      reverse.execute({ organizationId, retirementId, reason }, null),
    one: (creditId: string, organizationId = 'org-1') => list.one(organizationId, creditId),
    record: (emissions: WorkloadEmissions) => recordEmissions.execute(emissions),
    /** @param now the time at which it is asked for */
    report: (query: Partial<SustainabilityReportQuery> = {}, now: Clock = clock) =>
      new ReportSustainabilityUseCase(new ReportRepository(source), now).execute({
        organizationId: 'org-1',
        format: 'json',
        ...query,
      }),
    /** Lets an organisation have emitted, micrograms. */
    emit: (micrograms: bigint, organizationId = 'org-1') =>
      source.query(
        `INSERT INTO credits.emission_total VALUES ($1, '2026-01-01', 0, $2, 1)
         ON CONFLICT (organization_id, month) DO UPDATE SET emissions_ug = emission_total.emissions_ug + $2`,
        [organizationId, String(micrograms)],
      ),
    /** Lets the time of a lot have passed; the guard against that stands aside meanwhile. */
    letPass: (creditId: string) =>
      source.transaction(async (manager) => {
        await manager.query('SET LOCAL session_replication_role = replica');
        await manager.query('UPDATE credits.carbon_credit SET expires_at = clock_timestamp() WHERE id = $1', [
          creditId,
        ]);
      }),
    count: async (table: string) => {
      const [row] = await source.query<{ count: string }[]>(`SELECT count(*) FROM credits.${table}`);
      return Number(row?.count);
    },
    close: async () => {
      await source.destroy();
      await database.drop();
    },
  };
}

export type Books = Awaited<ReturnType<typeof openBooks>>;
