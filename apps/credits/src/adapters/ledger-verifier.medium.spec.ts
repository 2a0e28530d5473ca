import type { EntityManager } from 'typeorm';
import { openBooks } from '../ledger.fixture';
import type { Books } from '../ledger.fixture';
import { AuditChainRepository, sealWithin } from './audit-chain.repository';
import { ADD_TO_DAYS } from './emission-days.sql';
import { EmissionLogRepository } from './emission-log.repository';
import { verifyLedger, verifyWithin } from './ledger-verifier';
import type { LedgerVerdict } from './ledger-verifier';
import { RecordEmissionsUseCase } from '../features/record-emissions/record-emissions.use-case';

jest.setTimeout(60_000);

class UndoneError extends Error {}

describe('verifyLedger', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
    const serials = { text: 'V', first: 1, last: 10 };
    const whole = await books.buy({ amountCO2: 10, unit: 't', registry: 'VERRA', serials });
    await books.retire({ items: [{ creditId: whole, amountCO2: 3, unit: 't' }] }, 'retire-1');
    await books.retire({ items: [{ creditId: whole, amountCO2: 2, unit: 't' }] });
    await books.buy({
      amountCO2: 5,
      unit: 't',
      registry: 'VERRA',
      serials: { text: 'V', first: 11, last: 15 },
    });
    await books.buy({ organizationId: 'org-2', expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    const hours = [{ hourAt: '2026-01-01T00:00:00Z', runMs: 1, averageGPerKwh: 50, marginalGPerKwh: null }];
    const record = new RecordEmissionsUseCase(new EmissionLogRepository(books.source));
    for (const revision of [1, 2])
      await record.execute({
        ...{
          organizationId: 'org-1',
          workloadId: 'w',
          revision,
          workloadType: null,
          method: 'location-based',
        },
        ...{ source: 's', factorVersion: '1', quality: 'measured', energyQuality: 'measured' },
        ...{ functionalUnit: null, embodiedG: null, baseline: null },
        parts: [{ zone: 'FR', energyKwh: 1, hours }],
      });
    const chain = new AuditChainRepository(books.source);
    while ((await chain.seal()) > 0);
    await books.buy();
    await chain.seal();
  });
  afterAll(() => books.close());

  /** What is found after damage that every guard was put aside for; the damage is undone then. */
  const foundAfter = async (...damage: string[]) => {
    let found: string[] = [];
    const work = async (manager: EntityManager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      for (const sql of damage) await manager.query(sql);
      const { findings } = await verifyWithin(manager);
      found = [...new Set(findings.map(({ invariant }) => invariant))];
      throw new UndoneError();
    };
    await expect(books.source.transaction(work)).rejects.toThrow(UndoneError);
    return found;
  };
  const unchecked = (table: string, ...constraints: string[]) =>
    constraints.map((name) => `ALTER TABLE credits.${table} DROP CONSTRAINT ${name} CASCADE`);
  const oneOf = (table: string, column: string, where: string) =>
    `(SELECT ${column} FROM credits.${table} WHERE ${where} ORDER BY ${column} LIMIT 1)`;
  const retireEntry = oneOf('ledger_entry', 'id', "kind = 'RETIRE'");

  it('finds nothing in books that nobody damaged', async () => {
    expect(await verifyLedger(books.source)).toMatchObject({ findings: [], entryCount: 6, blockCount: 4 });
  });

  it.each<[invariant: string, damage: string[]]>([
    [
      'I-1',
      [
        ...unchecked('carbon_credit', 'credit_grams_are_somewhere'),
        'UPDATE credits.carbon_credit SET available_g = available_g + 1',
      ],
    ],
    [
      'I-2',
      [`UPDATE credits.posting SET delta_g = delta_g + 1 WHERE entry_id = ${retireEntry} AND delta_g > 0`],
    ],
    ['I-2', [`DELETE FROM credits.posting WHERE entry_id = ${retireEntry}`]],
    ['I-3', ['UPDATE credits.carbon_credit SET available_g = available_g - 1, retired_g = retired_g + 1']],
    ['I-4', [`UPDATE credits.ledger_entry SET request_id = 'x' WHERE id = ${retireEntry}`]],
    ['I-4', [`UPDATE credits.retirement SET reason = 'x' WHERE entry_id = ${retireEntry}`]],
    ['I-4', ["UPDATE credits.carbon_credit SET provider = 'x' WHERE organization_id = 'org-2'"]],
    ['I-4', [`DELETE FROM credits.ledger_entry WHERE id = ${retireEntry}`]],
    [
      'I-4',
      [
        `INSERT INTO credits.ledger_entry (organization_id, kind, created_at) VALUES ('org-1', 'EXPIRE', now() - interval '1 h')`,
      ],
    ],
    ['I-4', ["UPDATE credits.emission_log SET source = 'x' WHERE revision = 1 AND is_reversal"]],
    [
      'I-4',
      [
        'ALTER TABLE credits.emission_log DROP CONSTRAINT emissions_are_of_energy',
        'UPDATE credits.emission_log SET emissions_ug = emissions_ug + 1 WHERE revision = 2',
      ],
    ],
    ['I-4', ["UPDATE credits.emission_intake SET baseline_ug = 1, baseline_method = 'x' WHERE revision = 2"]],
    ['I-4', ['DELETE FROM credits.emission_intake WHERE revision = 2']],
    ['I-4', ["UPDATE credits.ledger_entry SET actor = 'x'"]],
    ['I-4', [`UPDATE credits.idempotency_key SET answer = '{"retiredCO2":9}' WHERE key = 'retire-1'`]],
    ['I-5', ['UPDATE credits.retirement_line SET grams = grams * 2']],
    [
      'I-6',
      [
        ...unchecked('carbon_credit', 'serial_tracked_once'),
        "UPDATE credits.carbon_credit SET serial_range = '[10,15)' WHERE issued_g = 5000000",
      ],
    ],
    ['I-7', ["UPDATE credits.retirement_line SET serial_range = '[99,102)' WHERE serial_range = '[1,4)'"]],
    [
      'I-7',
      [
        ...unchecked('retirement_line', 'serial_retired_once'),
        "UPDATE credits.retirement_line SET serial_range = '[3,5)' WHERE serial_range = '[4,6)'",
      ],
    ],
    [
      'I-8',
      [
        'DROP INDEX credits.entry_once_per_key',
        `INSERT INTO credits.ledger_entry (organization_id, kind, operation, idempotency_key)
         SELECT organization_id, kind, operation, idempotency_key FROM credits.ledger_entry WHERE idempotency_key = 'retire-1'`,
      ],
    ],
    ['I-8', ["UPDATE credits.idempotency_key SET answer = NULL WHERE key = 'retire-1'"]],
    ['I-8', ["DELETE FROM credits.idempotency_key WHERE key = 'retire-1'"]],
    ['I-9', [`UPDATE credits.posting SET organization_id = 'org-2' WHERE entry_id = ${retireEntry}`]],
    ['I-9', ["UPDATE credits.retirement_line SET organization_id = 'org-2'"]],
    [
      'I-10',
      [
        `UPDATE credits.posting SET delta_g = -delta_g WHERE entry_id = ${retireEntry} AND account IN ('RETIRED', 'AVAILABLE')`,
      ],
    ],
    ['I-11', ['UPDATE credits.carbon_credit SET expires_at = created_at WHERE retired_g > 0']],
    ['I-11', ["UPDATE credits.carbon_credit SET hold = 'SUSPENDED'"]],
    ['I-12', ["UPDATE credits.retirement SET status = 'REVERSED'"]],
    ['I-12', ["UPDATE credits.retirement SET status = 'CONFIRMED', registry_retirement_id = id::text"]],
    [
      'I-13',
      [
        'ALTER TABLE credits.emission_log DROP CONSTRAINT emissions_are_of_energy',
        'UPDATE credits.emission_log SET emissions_ug = emissions_ug + 1',
      ],
    ],
    ['I-13', ['DELETE FROM credits.emission_total']],
    ['I-13', ['UPDATE credits.emission_intake SET row_count = 2']],
    ['I-13', ['UPDATE credits.emission_intake SET emissions_ug = emissions_ug - 1']],
    ['I-13', ['UPDATE credits.emission_day SET emissions_ug = emissions_ug + 1']],
    ['I-13', ['UPDATE credits.emission_day SET day = day + 1']],
    ['I-13', ['DELETE FROM credits.emission_day']],
    [
      'I-13',
      [
        `INSERT INTO credits.emission_log (organization_id, hour_at, zone, workload_id, revision, is_reversal, energy_uwh,
           emissions_ug, method, source, factor_version, quality, energy_quality)
         SELECT organization_id, hour_at, 'DE', 'slipped in', revision, is_reversal, 0, 0, method, source, factor_version,
           quality, energy_quality FROM credits.emission_log WHERE revision = 2`,
        'UPDATE credits.emission_total SET row_count = row_count + 1',
      ],
    ],
    ['I-13', ["UPDATE credits.emission_log SET hour_at = hour_at + interval '1 h' WHERE is_reversal"]],
    [
      'I-13',
      [
        'ALTER TABLE credits.emission_log DROP CONSTRAINT emissions_are_of_energy',
        'UPDATE credits.emission_log SET average_ug_per_kwh = average_ug_per_kwh + 1 WHERE is_reversal',
      ],
    ],
    [
      'I-13',
      [
        'DELETE FROM credits.emission_log WHERE is_reversal',
        'DELETE FROM credits.emission_total',
        `INSERT INTO credits.emission_total SELECT organization_id, date_trunc('month', hour_at, 'UTC')::date,
           sum(energy_uwh), sum(emissions_ug), count(*) FROM credits.emission_log GROUP BY 1, 2`,
        'DELETE FROM credits.emission_day',
        `WITH added AS (SELECT * FROM credits.emission_log) ${ADD_TO_DAYS}`,
      ],
    ],
    ['I-14', ["UPDATE credits.outbox_event SET organization_id = 'another'"]],
    ['I-14', [`DELETE FROM credits.outbox_event WHERE entry_id = ${retireEntry}`]],
    ['I-15', ["UPDATE credits.audit_block SET entry_hashes[1] = repeat('0', 64) WHERE number = 1"]],
    ['I-15', ["DELETE FROM credits.audit_block WHERE organization_id = 'org-1' AND number = 1"]],
    ['I-15', ["UPDATE credits.audit_block SET sealed_at = sealed_at + interval '1 s' WHERE number = 1"]],
    [
      'I-16',
      [
        'DROP INDEX credits.registry_retirement_once',
        `UPDATE credits.retirement SET status = 'SUBMITTED',
           registry_retirement_id = CASE WHEN entry_id = ${retireEntry} THEN 'GS-7' ELSE ' gs-7 ' END`,
      ],
    ],
    [
      'I-16',
      [
        ...unchecked('retirement', 'registry_retirement_is_named'),
        `UPDATE credits.retirement SET status = 'CONFIRMED', registry_retirement_id = ' ' WHERE entry_id = ${retireEntry}`,
      ],
    ],
    ['I-4', ["DELETE FROM credits.audit_block WHERE organization_id = 'org-2'"]],
  ])('%s is found broken by %j', async (invariant, damage) => {
    expect(await foundAfter(...damage)).toContain(invariant);
    expect((await verifyLedger(books.source)).findings).toEqual([]);
  });

  it('notices by the heads that were kept that a chain was made anew', async () => {
    const { heads } = await verifyLedger(books.source);
    expect((await verifyLedger(books.source, heads)).findings).toEqual([]);
    const work = async (manager: EntityManager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query("UPDATE credits.retirement SET reason = 'forged'");
      await manager.query('DELETE FROM credits.audit_block');
      await manager.query("INSERT INTO credits.audit_waiting SELECT 'entries', id FROM credits.ledger_entry");
      await manager.query(
        "INSERT INTO credits.audit_waiting SELECT 'emissions', id FROM credits.emission_intake",
      );
      await sealWithin(manager);
      expect((await verifyWithin(manager)).findings).toEqual([]);
      const { findings } = await verifyWithin(manager, heads);
      expect(findings.map(({ what }) => what)).toEqual(
        expect.arrayContaining([expect.stringContaining('of the entries of org-1')]),
      );
      throw new UndoneError();
    };
    await expect(books.source.transaction(work)).rejects.toThrow(UndoneError);
  });

  it('says what waits to be sealed in words of its own', async () => {
    const work = async (manager: EntityManager) => {
      await manager.query(
        "INSERT INTO credits.ledger_entry (organization_id, kind) VALUES ('late', 'EXPIRE')",
      );
      expect(wordsOf(await verifyWithin(manager), 'late')).not.toContain('I-15');
      await manager.query("UPDATE credits.audit_waiting SET since = now() - interval '61 s'");
      expect(wordsOf(await verifyWithin(manager), 'late')).toMatch(
        /I-15 entry \d+ of late waits to be sealed/,
      );
      throw new UndoneError();
    };
    await expect(books.source.transaction(work)).rejects.toThrow(UndoneError);
  });
});

const wordsOf = ({ findings }: LedgerVerdict, organizationId: string): string =>
  findings
    .filter(({ what }) => what.includes(`of ${organizationId}`))
    .map(({ invariant, what }) => `${invariant} ${what}`)
    .join('\n');
