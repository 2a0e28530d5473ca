import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BalanceAnswer, PurchaseAnswer, RetirementAnswer } from '@ecobe/contracts';
import { Client } from 'pg';
import { ledgerCommand } from '../apps/cli/src/keep-ledger/ledger.command';
import { ecobe, runHere } from './support/ecobe-command';
import { LONG_MINUTE } from './support/grid';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(180_000);

const ORG = 'org_desk';
const NOBODYS = '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d';
const EVIDENCE = 'https://registry.goldstandard.org/retirements/7';

describe('ecobe ledger', () => {
  let suite: TestSuite;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ecobe-ledger-'));
    suite = await startSuite({ env: { ...LONG_MINUTE, ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off' } });
  });
  afterAll(async () => {
    await suite.stop();
    await rm(folder, { recursive: true });
  });

  const post = async <Answer>(route: string, body: object) => {
    const response = await fetch(`${suite.url}/api/v1/credits${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: (await response.json()) as Answer };
  };
  let lots = 0;
  /** 10 t with serial numbers. */
  const buy = async (organizationId = ORG) => {
    const serials = { text: `GS-${(lots += 1)}`, first: 1, last: 10 };
    const lot = {
      organizationId,
      amountCO2: 10,
      unit: 't',
      provider: 'Gold Standard',
      priceUsd: 100,
      serials,
    };
    return (await post<PurchaseAnswer>('/purchase', lot)).json.creditId;
  };
  const retire = async (amountCO2 = 2) => {
    const items = [{ creditId: await buy(), amountCO2, unit: 't' }];
    return (await post<RetirementAnswer>('/retire', { items, reason: 'a spec' })).json.retirementId;
  };
  const balance = async () =>
    (await (await fetch(`${suite.url}/api/v1/credits/balance/${ORG}`)).json()) as BalanceAnswer;
  const tell = (command: string, id: string, ...more: string[]) =>
    runHere(ledgerCommand(), suite, command, id, '--organization', ORG, '--reason', 'as told', ...more);
  const done = (output: string) => ({ code: 0, output: `${output}\n`, errors: '' });
  const refused = (errors: string) => ({
    code: 1,
    output: '',
    errors: expect.stringContaining(errors) as string,
  });

  it('takes a retirement to its registry and back, and repeats without writing', async () => {
    const id = await retire();
    const before = await balance();
    expect(await tell('confirm', id, '--evidence', EVIDENCE)).toEqual(refused('/registryRetirementId'));
    expect(await tell('confirm', id, '--registry-id', ' ', '--evidence', EVIDENCE)).toEqual(
      refused('/registryRetirementId'),
    );
    expect(await tell('confirm', id, '--registry-id', 'GS-7', '--evidence', 'http://x.org')).toEqual(
      refused('/evidenceUrl'),
    );
    expect(await tell('submit', id)).toEqual(done(`Retirement ${id} is SUBMITTED.`));
    expect((await balance()).confirmedOffset).toBe(before.confirmedOffset);
    const told = ['--registry-id', 'GS-7', '--evidence', EVIDENCE];
    expect(await tell('confirm', id, ...told)).toEqual(done(`Retirement ${id} is CONFIRMED.`));
    expect(await tell('confirm', id, ...told)).toEqual(done(`Retirement ${id} is CONFIRMED, as before.`));
    expect((await balance()).confirmedOffset).toBe(before.confirmedOffset + 2_000_000);
    expect(await tell('submit', id)).toEqual(refused(`Retirement ${id} is CONFIRMED`));
    const other = await retire();
    await tell('submit', other);
    expect(await tell('confirm', other, ...told)).toEqual(refused('it confirms one only'));
    expect((await balance()).confirmedOffset).toBe(before.confirmedOffset + 2_000_000);
  });

  it('rejects a retirement, which counts no longer', async () => {
    const id = await retire();
    const { totalOffset } = await balance();
    expect(await tell('reject', id)).toEqual(refused('ALLOCATED, which REJECTED cannot follow'));
    await tell('submit', id);
    expect(await tell('reject', id)).toEqual(done(`Retirement ${id} is REJECTED.`));
    expect((await balance()).totalOffset).toBe(totalOffset - 2_000_000);
    expect(await tell('confirm', id, '--registry-id', 'GS-8', '--evidence', EVIDENCE)).toEqual(
      refused('REJECTED, which CONFIRMED cannot follow'),
    );
  });

  it('reverses a retirement, once', async () => {
    const id = await retire();
    const { totalOffset } = await balance();
    expect(await tell('reverse', id)).toEqual(done(`2000000 g of retirement ${id} count no longer (now).`));
    expect((await tell('reverse', id)).output).toMatch(/\(since .+, for: as told\)/);
    expect((await balance()).totalOffset).toBe(totalOffset - 2_000_000);
  });

  it('suspends a lot, of which nothing leaves until it is resumed, and cancels the rest of it', async () => {
    const id = await buy();
    const items = [{ creditId: id, amountCO2: 1 }];
    expect(await tell('suspend', id)).toEqual(done(`Credit ${id} is suspended.`));
    expect(await tell('suspend', id)).toEqual(done(`Credit ${id} is suspended, as before.`));
    expect((await post('/retire', { items, reason: 'r' })).json).toMatchObject({
      ...{ status: 409, code: 'CREDIT_NOT_RETIRABLE' },
    });
    expect(await tell('resume', id)).toEqual(done(`Credit ${id} is not suspended.`));
    expect((await post('/retire', { items, reason: 'r' })).status).toBe(201);
    expect(await tell('cancel', id)).toEqual(done(`9999999 g of credit ${id} are cancelled.`));
    expect(await tell('cancel', id)).toEqual(refused('nothing of it can be cancelled'));
  });

  it('knows nothing of what is not there or is of others', async () => {
    const theirs = await buy('org_other');
    for (const command of ['submit', 'reject', 'reverse'])
      expect(await tell(command, NOBODYS)).toEqual(refused(`There is no retirement ${NOBODYS}`));
    for (const command of ['suspend', 'resume', 'cancel'])
      expect(await tell(command, theirs)).toEqual(refused(`There is no credit ${theirs}`));
    expect(await tell('suspend', 'no-id')).toEqual(refused('There is no credit no-id'));
    expect((await ecobe(suite, 'ledger', 'cancel', theirs, '--organization', 'org_other')).errors).toContain(
      '--reason',
    );
  });

  it('leaves nothing unsealed when the suite stops, and finds it all in order, heads included', async () => {
    for (let lot = 0; lot < 5; lot += 1) await buy();
    await suite.halt();
    const client = new Client({ connectionString: suite.databaseUrl });
    await client.connect();
    const waiting = 'SELECT fact_id FROM credits.audit_waiting';
    expect((await client.query(waiting)).rows).toEqual([]);
    const heads = path.join(folder, 'heads.json');
    const verify = () => runHere(ledgerCommand(), suite, 'verify', '--heads', heads);
    for (const _ of [1, 2])
      expect(await verify()).toMatchObject({
        code: 0,
        output: expect.stringMatching(/keep every rule: \d+ entries/) as string,
      });
    await writeFile(
      heads,
      JSON.stringify([{ chain: 'entries', organizationId: ORG, number: 1, hash: 'ab' }]),
    );
    expect(await verify()).toMatchObject({
      code: 1,
      output: expect.stringContaining('1 findings in') as string,
    });
    await writeFile(heads, 'no heads');
    expect(await verify()).toMatchObject({
      code: 1,
      errors: expect.stringContaining('holds no heads') as string,
    });
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(
      `UPDATE credits.ledger_entry SET kind = 'CANCEL' WHERE id = (SELECT min(id) FROM credits.ledger_entry)`,
    );
    await client.query('COMMIT');
    await client.end();
    expect(await ecobe(suite, 'ledger', 'verify')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^I-4 entry 1 .+ changed/m) as string,
    });
  });

  it('says that no suite runs, and how to start one', async () => {
    expect(await tell('submit', NOBODYS)).toEqual(refused('Start it with `npm start`'));
  });
});
