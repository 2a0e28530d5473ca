import { createHash } from 'node:crypto';
import { HOUR_MS, startOfHour, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { SustainabilityReport, WorkloadEmissions } from '@ecobe/contracts';
import * as fc from 'fast-check';
import { hour, workload } from './emissions.fixture';
import { openBooks, problemOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';
import { auditReport } from './report-audit/audit-report.fixture';

jest.setTimeout(120_000);

const HOURS = 4 * 24 + 11;
/** It has now in it, for that is when credits are retired, and begins and ends within a day. */
const FROM_MS = startOfHour(Date.now()) - 60 * HOUR_MS;
const PERIOD = { from: toIso(FROM_MS), to: toIso(FROM_MS + HOURS * HOUR_MS) };

const some = <const Value>(...values: Value[]) => fc.constantFrom(...values);
/** Workloads before, in and after the period, with all that may be known or unknown of them. */
const emitted = fc.record({
  startHour: fc.integer({ min: -20, max: HOURS + 5 }),
  hours: fc.array(fc.record({ g: fc.integer({ min: 0, max: 900 }), marginal: some(null, 700) }), {
    ...{ minLength: 1, maxLength: 30 },
  }),
  zone: some('FR', 'DE', 'PL'),
  energyKwh: fc.double({ min: 0, max: 50, noNaN: true }),
  workloadType: some('training', 'inference', null),
  quality: some('measured', 'estimated', 'forecast'),
  energyQuality: some('measured', 'modelled', 'estimated'),
  functionalUnit: some(null, { name: 'queries', count: 150.5 }, { name: 'leads', count: 3 }),
  embodiedG: some(null, 0.25),
  baseline: some(null, { emissionsG: 100.000001, method: 'at home, at once' }),
});

type Emitted = typeof emitted extends fc.Arbitrary<infer One> ? One : never;

const workloadOf = (
  { startHour, hours, zone, energyKwh, ...rest }: Emitted,
  which: Pick<WorkloadEmissions, 'organizationId' | 'workloadId' | 'revision'>,
): WorkloadEmissions =>
  workload({
    ...which,
    ...rest,
    parts: [
      {
        ...{ zone, energyKwh },
        hours: hours.map(({ g, marginal }, at) =>
          hour(toIso(FROM_MS + (startHour + at) * HOUR_MS), g, marginal),
        ),
      },
    ],
  });

describe('a sustainability report', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());

  const read = async (organizationId: string, query: object = PERIOD, now?: Clock) => {
    const { text } = await books.report({ organizationId, ...query }, now);
    return { text, ...(JSON.parse(text) as SustainabilityReport) };
  };
  const tampered = async (sql: string, parameters: unknown[] = []) => {
    await books.source.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(sql, parameters);
    });
  };
  const fill = async (organizationId: string, workloads: Emitted[]) => {
    for (const [at, one] of workloads.entries()) {
      const which = { organizationId, workloadId: `w-${at}` };
      await books.record(workloadOf(one, { ...which, revision: 1 }));
      const newer = workloads[(at + 1) % workloads.length];
      if (at % 4 === 0 && newer !== undefined)
        await books.record(workloadOf(newer, { ...which, revision: 2 }));
    }
  };

  const bought = async (organizationId: string, change: object, grams: number) => {
    const creditId = await books.buy({ organizationId, ...change });
    const items = [{ creditId, amountCO2: grams }];
    return (await books.retire({ organizationId, items })).answer.retirementId;
  };
  const retire = async (organizationId: string) => {
    await bought(organizationId, { registry: 'VERRA', mitigation: 'REDUCTION' }, 3_000);
    const project = { country: 'DE' };
    const removal = { registry: 'PURO', mitigation: 'REMOVAL', pathway: 'TECHNICAL', project };
    const confirmed = await bought(
      organizationId,
      { ...removal, correspondingAdjustment: { status: 'COMPLETED' } },
      500,
    );
    await books.source.query(
      `UPDATE credits.retirement SET status = 'CONFIRMED', registry_retirement_id = id::text WHERE id = $1`,
      [confirmed],
    );
    const rejected = await bought(organizationId, { registry: 'ACR' }, 70);
    await books.source.query(`UPDATE credits.retirement SET status = 'REJECTED' WHERE id = $1`, [rejected]);
    const reversed = await bought(organizationId, { registry: 'CAR' }, 9);
    await books.reverse(reversed, organizationId, 'our carbon-neutral claim fell, and a fire');
    return { confirmed, reversed };
  };

  it('is given again by independent SQL, whatever was recorded', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(emitted, { minLength: 1, maxLength: 12 }), async (workloads) => {
        const organizationId = `any-${(run += 1)}`;
        await fill(organizationId, workloads);
        if (run % 5 === 0) await retire(organizationId);
        const { content } = await read(organizationId);
        expect(await auditReport(books.source, content)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  describe('with rows of all kinds', () => {
    const organizationId = 'audited';
    let report: Awaited<ReturnType<typeof read>>;
    let retired: Awaited<ReturnType<typeof retire>>;
    beforeAll(async () => {
      await fill(organizationId, fc.sample(emitted, { numRuns: 40, seed: 7 }));
      retired = await retire(organizationId);
      report = await read(organizationId);
    });
    const differences = () => auditReport(books.source, report.content);
    /** What the audit finds once the books were changed so, guards aside; the change is taken back. */
    const differencesAfter = async (sql: string) => {
      const found: string[] = [];
      const rolledBack = books.source.transaction(async (manager) => {
        await manager.query('SET LOCAL session_replication_role = replica');
        await manager.query(sql);
        found.push(...(await auditReport(manager, report.content)));
        throw new Error('rolled back');
      });
      await expect(rolledBack).rejects.toThrow('rolled back');
      return found;
    };

    it('agrees with the books, and is hashed', async () => {
      expect(await differences()).toEqual([]);
      const [start, end] = ['{"content":', ',"sha256":'];
      const content = report.text.slice(start.length, report.text.lastIndexOf(end));
      expect(createHash('sha256').update(content).digest('hex')).toBe(report.sha256);
      const { energy, emissions, factors, sci, avoided, credits } = report.content;
      expect(emissions.byDay.length).toBeGreaterThan(3);
      for (const list of [emissions.byZone, emissions.byWorkloadType, factors, sci.units, avoided.byMethod])
        expect(list.length).toBeGreaterThan(0);
      expect([energy.energyKwh > 0, credits.confirmedCO2, credits.unconfirmedCO2]).toEqual([
        true,
        500,
        3_000,
      ]);
    });

    it('divides credits as AR 62 asks, unknown ones apart', () => {
      const { credits, restatements } = report.content;
      expect(credits).toMatchObject({
        ...{ rejectedCO2: 70, reversedCO2: 9 },
        ...{ planned: { plannedCO2: null, reason: expect.any(String) as string } },
        byMitigation: [
          { group: 'REDUCTION', confirmedCO2: 0, unconfirmedCO2: 3_000, confirmedPercent: 0 },
          { group: 'REMOVAL', confirmedCO2: 500, unconfirmedCO2: 0, confirmedPercent: 100 },
        ],
        removalsByPathway: [{ group: 'TECHNICAL', confirmedCO2: 500 }],
        byQualityStandard: [{ group: 'PURO' }, { group: 'VERRA' }],
        byEuProject: [
          { group: null, reason: expect.any(String) as string, unconfirmedCO2: 3_000 },
          { group: 'EU', reason: null, confirmedCO2: 500 },
        ],
        byCorrespondingAdjustment: [{ group: null }, { group: 'COMPLETED', confirmedCO2: 500 }],
      });
      expect(restatements.reversals).toMatchObject([
        {
          retirementId: retired.reversed,
          reversedCO2: 9,
          reason: 'our [claim left out] claim fell, and a fire',
        },
      ]);
    });

    const inPeriod = `organization_id = 'audited' AND hour_at >= '${PERIOD.from}' AND hour_at < '${PERIOD.to}'`;
    const aRow = `(hour_at, id) = (SELECT hour_at, id FROM credits.emission_log WHERE ${inPeriod} AND emissions_ug > 0
      ORDER BY hour_at, id LIMIT 1)`;
    it.each([
      ['a dropped row', `DELETE FROM credits.emission_log WHERE ${aRow}`],
      [
        'a row slipped in',
        `INSERT INTO credits.emission_log (organization_id, hour_at, zone, workload_id, revision, is_reversal,
        energy_uwh, emissions_ug, method, source, factor_version, quality, energy_quality)
        SELECT organization_id, hour_at, zone, 'x', 1, false, 1, 1, '', '', '', quality, energy_quality
        FROM credits.emission_log WHERE ${aRow}`,
      ],
      [
        'a flipped sign',
        `UPDATE credits.emission_log SET energy_uwh = -energy_uwh, emissions_ug = -emissions_ug,
        is_reversal = NOT is_reversal WHERE ${aRow}`,
      ],
      [
        'a microgram more',
        `ALTER TABLE credits.emission_log DROP CONSTRAINT emissions_are_of_energy;
        UPDATE credits.emission_log SET emissions_ug = emissions_ug + 1 WHERE ${aRow}`,
      ],
      ['another zone', `UPDATE credits.emission_log SET zone = 'SE' WHERE ${aRow}`],
      [
        'another quality',
        `UPDATE credits.emission_log SET energy_quality =
        CASE energy_quality WHEN 'measured' THEN 'estimated' ELSE 'measured' END WHERE ${inPeriod}`,
      ],
      [
        'other marginal intensities',
        `UPDATE credits.emission_log SET marginal_ug_per_kwh = 1 WHERE ${inPeriod}`,
      ],
      [
        'more functional units',
        `UPDATE credits.emission_intake SET functional_unit_count = functional_unit_count * 2
        WHERE organization_id = 'audited'`,
      ],
      [
        'no embodied emissions',
        `UPDATE credits.emission_intake SET embodied_ug = NULL, functional_unit = 'one',
        functional_unit_count = 1 WHERE organization_id = 'audited'`,
      ],
      [
        'another baseline',
        `UPDATE credits.emission_intake SET baseline_ug = baseline_ug + 1 WHERE organization_id = 'audited'`,
      ],
      [
        'a forgotten retirement',
        `DELETE FROM credits.posting WHERE organization_id = 'audited' AND account = 'RETIRED'
        AND delta_g = 500`,
      ],
      [
        'another status',
        `UPDATE credits.retirement SET status = 'ALLOCATED' WHERE organization_id = 'audited' AND status = 'REJECTED'`,
      ],
    ])('is not given again by books with %s', async (_, sql) => {
      expect((await differencesAfter(sql)).length).toBeGreaterThan(0);
      expect(await differences()).toEqual([]);
    });

    const ofLots = (change: string) =>
      `UPDATE credits.carbon_credit SET ${change} WHERE organization_id = 'audited'`;
    it.each([
      ['factors', `UPDATE credits.emission_log SET factor_version = factor_version || '!' WHERE ${aRow}`],
      ['intensityQuality', `UPDATE credits.emission_log SET quality = 'simulated' WHERE ${aRow}`],
      ['simulated', `UPDATE credits.emission_log SET quality = 'simulated' WHERE ${aRow}`],
      ['marginal', `UPDATE credits.emission_log SET marginal_ug_per_kwh = NULL WHERE ${inPeriod}`],
      ['byWorkloadType', `UPDATE credits.emission_log SET workload_type = 'other' WHERE ${aRow}`],
      [
        'avoidedByMethod',
        `UPDATE credits.emission_intake SET baseline_method = 'other' WHERE organization_id = 'audited' AND baseline_ug > 0`,
      ],
      [
        'settledAnew',
        `DELETE FROM credits.emission_intake AS older USING credits.emission_intake AS newer WHERE older.organization_id = 'audited'
        AND newer.organization_id = 'audited' AND newer.workload_id = older.workload_id AND older.revision < newer.revision`,
      ],
      ['byMitigation', ofLots(`mitigation = 'AVOIDANCE'`)],
      ['removalsByPathway', ofLots(`pathway = 'NATURE'`)],
      ['byQualityStandard', ofLots(`registry = 'ISOMETRIC'`)],
      ['byEuProject', ofLots(`details = jsonb_set(details, '{project}', '{"country": "CH"}')`)],
      ['byCorrespondingAdjustment', ofLots(`details = details - 'correspondingAdjustment'`)],
      [
        'reversedInAll',
        `UPDATE credits.posting SET delta_g = 8 WHERE organization_id = 'audited' AND account = 'RETIRED' AND delta_g = 9`,
      ],
      [
        'reversals',
        `DELETE FROM credits.ledger_entry WHERE organization_id = 'audited' AND kind = 'REVERSE'`,
      ],
    ])('has its part %s audited', async (part, sql) => {
      expect(await differencesAfter(sql)).toContainEqual(expect.stringMatching(`^${part}: `));
    });

    it('shows it when the sums kept beside the log are not those of the log', async () => {
      await tampered(
        `UPDATE credits.emission_day SET emissions_ug = emissions_ug + 1 WHERE organization_id = 'audited'`,
      );
      expect((await auditReport(books.source, (await read(organizationId)).content)).length).toBeGreaterThan(
        0,
      );
      await tampered(
        `UPDATE credits.emission_day SET emissions_ug = emissions_ug - 1 WHERE organization_id = 'audited'`,
      );
      expect((await read(organizationId)).text).toBe(report.text);
    });
  });

  const startOfMonth = (later: number) => {
    const now = new Date();
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later);
  };
  /** The month that it is and the next, which may begin meanwhile; asked for when they are over. */
  const START_MS = startOfMonth(0);
  const MONTHS = { from: toIso(START_MS), to: toIso(startOfMonth(2)) };
  const LATER = { nowMs: () => START_MS + 400 * 24 * HOUR_MS };
  const versionsOf = async (organizationId: string) => {
    const [row] = await books.source.query<{ count: string }[]>(
      'SELECT count(*) FROM credits.sustainability_report WHERE organization_id = $1',
      [organizationId],
    );
    return Number(row?.count);
  };

  it('is the same to the byte until a figure changes, and then names what it restates', async () => {
    const organizationId = 'same';
    const parts = (energyKwh: number) => [{ zone: 'FR', energyKwh, hours: [hour(toIso(START_MS), 50)] }];
    const readLater = () => read(organizationId, MONTHS, LATER);
    await books.record(workload({ organizationId, parts: parts(2) }));
    const first = await readLater();
    const csv = await books.report({ organizationId, ...MONTHS, format: 'csv' }, LATER);
    expect(first.content.record).toMatchObject({
      version: 1,
      emissionSequence: 1,
      ledgerSequence: 0,
      restates: null,
    });
    const again = await Promise.all(Array.from({ length: 8 }, readLater));
    expect(new Set(again.map(({ text }) => text))).toEqual(new Set([first.text]));
    // What lies outside the period, or is only bought, changes no figure of it.
    await books.record(workload({ organizationId, workloadId: 'w-2' }));
    await books.buy({ organizationId });
    expect((await readLater()).text).toBe(first.text);
    expect((await books.report({ organizationId, ...MONTHS, format: 'csv' }, LATER)).text).toBe(csv.text);
    await books.record(workload({ organizationId, revision: 2, parts: parts(1) }));
    const second = await readLater();
    expect(second.content.record).toMatchObject({
      ...{ version: 2, emissionSequence: 5, ledgerSequence: 1 },
      restates: {
        ...{ version: 1, reason: 'FIGURES', sha256: first.sha256, energyUwh: '2000000000' },
        ...{ emissionsUg: '100000000', creditsCO2: 0 },
      },
    });
    expect(second.content.restatements).toMatchObject({
      takenBackRows: 1,
      takenBackUg: '100000000',
      workloadIds: ['w-1'],
    });
    expect(second.content.energy.energyKwh).toBe(1);
    expect(await auditReport(books.source, second.content)).toEqual([]);
    await expect(books.source.query('DELETE FROM credits.sustainability_report')).rejects.toThrow('refused');
  });

  it('counts and adds up all reversals, also those that it does not list', async () => {
    const organizationId = 'fallen';
    const creditId = await books.buy({ organizationId, amountCO2: 6_000 });
    const taken = await Promise.all(
      Array.from({ length: 102 }, async (_, index) => {
        const { answer } = await books.retire({
          organizationId,
          items: [{ creditId, amountCO2: index + 1 }],
        });
        return answer.retirementId;
      }),
    );
    const restatements = async () => {
      const { content, text } = await read(organizationId, MONTHS, LATER);
      return { ...content.restatements, notices: content.notices.join(' '), text };
    };
    expect(await restatements()).toMatchObject({ reversalCount: 0, reversedCO2: 0, reversals: [] });
    for (const retirementId of taken.slice(0, 100)) await books.reverse(retirementId, organizationId);
    const whole = await restatements();
    expect(whole).toMatchObject({ reversalCount: 100, reversedCO2: 5_050 });
    expect(whole.notices).not.toContain('not listed');
    for (const retirementId of taken.slice(100)) await books.reverse(retirementId, organizationId);
    const cut = await restatements();
    expect(cut).toMatchObject({ reversalCount: 102, reversedCO2: 5_253 });
    expect(cut.reversals.map(({ retirementId }) => retirementId)).toContain(taken[101]);
    expect(cut.reversals).toHaveLength(100);
    expect(cut.notices).toContain('2 earlier reversals');
    const { content } = await read(organizationId, MONTHS, LATER);
    expect(await auditReport(books.source, content)).toEqual([]);
    const csv = await books.report({ organizationId, ...MONTHS, format: 'csv' }, LATER);
    expect(csv.text).toContain('restatements,reversals,,102,reversals,,');
    expect(csv.text).toContain('restatements,reversedCredits,,5253,gCO2eq,,');
    const page = await books.report({ organizationId, ...MONTHS, format: 'html' }, LATER);
    expect(page.text).toContain('102 reversals took 5,253 g');
  });

  it('keeps nothing of a period that is not over, and its first version restates nothing', async () => {
    const organizationId = 'running';
    const at = toIso(START_MS);
    await books.record(
      workload({ organizationId, parts: [{ zone: 'FR', energyKwh: 2, hours: [hour(at, 50)] }] }),
    );
    const before = { nowMs: () => START_MS };
    const running = await read(organizationId, MONTHS, before);
    expect(running.content.record).toMatchObject({
      ...{ version: null, restates: null, emissionSequence: 1, ledgerSequence: 0 },
    });
    expect(running.content.notices).toEqual([expect.stringContaining('not over')]);
    const [newest] = await books.source.query<{ at: Date }[]>(
      'SELECT max(recorded_at) AS at FROM credits.emission_intake WHERE organization_id = $1',
      [organizationId],
    );
    expect(running.content.record.generatedAt).toBe(newest?.at.toISOString());
    const laterStill = await read(organizationId, MONTHS, { nowMs: () => START_MS + 1 });
    expect(laterStill.text).toBe(running.text);
    expect(await versionsOf(organizationId)).toBe(0);
    const over = await read(organizationId, MONTHS, LATER);
    expect(over.content.record).toMatchObject({ version: 1, restates: null });
    expect([over.content.period.isOver, over.content.notices]).toEqual([true, []]);
    expect(over.content.emissions).toEqual(running.content.emissions);
    expect((await read(organizationId, MONTHS, { nowMs: () => LATER.nowMs() + 1 })).text).toBe(over.text);
  });

  it('tells of hours that they are over once they are, and nothing else than before', async () => {
    const organizationId = 'ending';
    await books.record(workload({ organizationId }));
    const hours = { from: '2026-01-01T00:00:00Z', to: '2026-01-03T00:00:00Z' };
    const endMs = Date.parse(hours.to);
    const before = await read(organizationId, hours, { nowMs: () => endMs - 1 });
    const after = await read(organizationId, hours, { nowMs: () => endMs });
    expect([before.content.period.isOver, after.content.period.isOver]).toEqual([false, true]);
    expect([before.content.notices[0], after.content.notices[0]]).toEqual([
      ...[expect.stringContaining('not over'), expect.stringContaining('Not kept')],
    ]);
    const { period, notices } = before.content;
    expect({ ...after.content, period, notices }).toEqual(before.content);
    expect((await read(organizationId, hours, LATER)).text).toBe(after.text);
  });

  it('keeps versions of whole months alone, and only of those that hold something', async () => {
    const organizationId = 'curious';
    await books.record(workload({ organizationId }));
    for (let hours = 1; hours <= 5; hours += 1) {
      const to = toIso(Date.UTC(2026, 0, 1, hours));
      const { content, text } = await read(organizationId, { from: '2026-01-01T00:00:00Z', to }, LATER);
      expect(content.record.version).toBeNull();
      expect(content.notices).toContainEqual(expect.stringContaining('Not kept'));
      expect((await read(organizationId, { from: '2026-01-01T00:00:00Z', to }, LATER)).text).toBe(text);
    }
    expect(await versionsOf(organizationId)).toBe(0);
    const months = { from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' };
    expect((await read(organizationId, months, LATER)).content.record.version).toBe(1);
    for (const period of ['2025-12', '2024', '2026-Q2'])
      expect((await read(organizationId, { period }, LATER)).content).toMatchObject({
        ...{
          record: { version: null },
          notices: expect.arrayContaining([expect.stringContaining('Not kept')]) as unknown,
        },
      });
    expect(await versionsOf(organizationId)).toBe(1);
    const creditId = await books.buy({ organizationId });
    const { answer } = await books.retire({ organizationId, items: [{ creditId, amountCO2: 5 }] });
    const { retirementId } = answer;
    expect((await read(organizationId, MONTHS, LATER)).content.record.version).toBe(1);
    await books.reverse(retirementId, organizationId);
    expect((await read(organizationId, MONTHS, LATER)).content.record.version).toBe(2);
  });

  it('is not restated by a release that only words it otherwise, and says so where its form is another', async () => {
    const organizationId = 'reworded';
    await books.record(workload({ organizationId }));
    const month = { period: '2026-01' };
    const first = await read(organizationId, month, LATER);
    const become = (change: object) =>
      tampered('UPDATE credits.sustainability_report SET content = $2 WHERE organization_id = $1', [
        ...[organizationId, JSON.stringify({ ...first.content, ...change })],
      ]);
    await become({ rounding: ['Worded by an older release.'] });
    await books.record(workload({ organizationId, workloadId: 'elsewhen', parts: outside() }));
    expect((await read(organizationId, month, LATER)).content).toMatchObject({
      ...{ rounding: ['Worded by an older release.'], record: { version: 1 } },
    });
    // Reckoned otherwise by an older release: with nothing recorded since, the record stands.
    await tampered(
      `UPDATE credits.sustainability_report SET figures_sha256 = 'other', emission_sequence =
        (SELECT count(*) FROM credits.emission_log WHERE organization_id = $1) WHERE organization_id = $1`,
      [organizationId],
    );
    expect((await read(organizationId, month, LATER)).content.record.version).toBe(1);
    await become({ schema: 'ecobe.sustainability-report/1' });
    expect((await read(organizationId, month, LATER)).content.record).toMatchObject({
      ...{ version: 2, restates: { version: 1, reason: 'SCHEMA' } },
    });
  });
  const outside = () => [{ zone: 'FR', energyKwh: 1, hours: [hour('2025-06-01T00:00:00Z', 1)] }];

  it('is made once by many at once, while rows come in', async () => {
    const organizationId = 'crowd';
    await books.record(workload({ organizationId }));
    const work = Array.from({ length: 24 }, async (_, n) => {
      if (n % 3 === 0) await books.record(workload({ organizationId, workloadId: `more-${n}` }));
      return read(organizationId, { period: '2026-01' });
    });
    const reports = (await Promise.all(work)).map(({ content }) => content);
    const byVersion = new Map(reports.map((content) => [content.record.version, JSON.stringify(content)]));
    for (const content of reports)
      expect(byVersion.get(content.record.version)).toBe(JSON.stringify(content));
    const rows = await books.source.query<{ version: number; emission_sequence: string }[]>(
      `SELECT version, emission_sequence FROM credits.sustainability_report WHERE organization_id = 'crowd' ORDER BY version`,
    );
    const sequences = rows.map((row) => Number(row.emission_sequence));
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    const last = await read(organizationId, { period: '2026-01' });
    expect(await auditReport(books.source, last.content)).toEqual([]);
    expect(last.content.emissions.locationBased.emissionsUg).toBe(String(9 * 75_000_000));
  });

  it('says the same emissions and SCI whatever credits are retired', async () => {
    const organizationId = 'offset';
    await fill(organizationId, fc.sample(emitted, { numRuns: 10, seed: 3 }));
    const gross = ({
      content: { energy, emissions, sci, avoided, dataQuality, factors },
    }: SustainabilityReport) => JSON.stringify({ energy, emissions, sci, avoided, dataQuality, factors });
    const before = await read(organizationId);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (grams) => {
        await bought(organizationId, { mitigation: 'REMOVAL' }, grams);
        const after = await read(organizationId);
        expect(after.content.credits.unconfirmedCO2).toBeGreaterThanOrEqual(grams);
        expect(gross(after)).toBe(gross(before));
      }),
      { numRuns: 10 },
    );
  });

  it('says first that it is simulated, and that its period is not over', async () => {
    const organizationId = 'simulated';
    await books.record(workload({ organizationId, quality: 'simulated' }));
    const { content } = await read(organizationId, { period: '2026-Q1' });
    expect([content.isSimulated, content.notices[0]]).toEqual([
      true,
      expect.stringContaining('SIMULATED DATA'),
    ]);
    const { text } = await books.report({ organizationId, period: '2026-Q1', format: 'html' });
    expect(text.indexOf('SIMULATED DATA')).toBeLessThan(text.indexOf('<h1>'));
    await books.record(workload({ organizationId, revision: 2 }));
    expect((await read(organizationId, { period: '2026-Q1' })).content.isSimulated).toBe(false);
    const open = await read('same', MONTHS);
    expect(open.content.period.isOver).toBe(false);
    expect(open.content.notices).toEqual([expect.stringContaining('not over')]);
    expect(content.period).toMatchObject({ hours: 90 * 24, isOver: Date.now() >= Date.UTC(2026, 3) });
  });

  it.each([
    [{}, 'INVALID_INPUT', '?from'],
    [{ from: '2026-01-01T00:00:00Z' }, 'INVALID_INPUT', '?to'],
    [{ period: '2026', from: '2026-01-01T00:00:00Z' }, 'INVALID_INPUT', '?period'],
    [{ from: '2026-01-01T00:30:00Z', to: '2026-01-02T00:00:00Z' }, 'PERIOD_NOT_IN_HOURS', '?from'],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00+05:30' }, 'PERIOD_NOT_IN_HOURS', '?to'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' }, 'INVERTED_WINDOW', '?to'],
    [{ from: '2025-01-01T00:00:00Z', to: '2026-01-02T01:00:00Z' }, 'PERIOD_TOO_LONG', '?to'],
  ])('refuses %j', async (query, code, pointer) => {
    const problem = await problemOf(books.report({ organizationId: 'same', ...query }));
    expect(problem).toMatchObject({ status: 400, code, errors: [{ pointer }] });
  });

  it('knows nothing of an organisation of which nothing is recorded, and writes nothing', async () => {
    const before = await books.count('sustainability_report');
    expect(await problemOf(books.report({ organizationId: 'nobody', period: '2026' }))).toMatchObject({
      ...{ status: 404, code: 'ORGANIZATION_NOT_FOUND' },
    });
    expect(await books.count('sustainability_report')).toBe(before);
  });
});
