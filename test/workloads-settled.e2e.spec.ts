import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import type {
  BatchAnswer,
  DekesWorkloadPage,
  EmissionsAnswer,
  SummaryAnswer,
  SustainabilityReport,
  WorkloadAnswer,
  WorkloadPage,
  WorkloadsAccepted,
} from '@ecobe/contracts';
import { Client } from 'pg';
import { auditReport } from '../apps/credits/src/report-audit/audit-report.fixture';
import { DekesStandin } from './support/dekes-standin/dekes-standin';
import { eventually } from './support/grid-api';
import { importHistory } from './support/import-history';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(300_000);

const CLOCK_MS = Date.UTC(2021, 10, 15, 12, 20);
/** Ten minutes a second: a day takes two and a half minutes. */
const SPEED = 600;
const WORKLOADS = 200;
const ENERGY_KWH = 1.5;
const QUERIES = 50;
const KEY = 'dekes-key-of-the-spec';
const SECRET = 'a secret of the spec, long enough';
const ORG = 'org-of-work';
const DEKES_ORG = 'org-of-leads';
const LEADS_OF_EACH = 40;

/** A made-up grid: mean and daily swing, gCO2eq/kWh, and the UTC hour at which a zone is cleanest. */
const ZONES = { PL: [700, 60, 3], DE: [400, 150, 13], FR: [60, 20, 15] } as const;
const HISTORY_FROM_MS = Date.UTC(2021, 9, 10);
const HISTORY_HOURS = 40 * 24;

/** What was observed of the hour that starts then: the truth that the imported files tell and this spec counts with. */
function observed(zone: string, atMs: number): number {
  const [mean, swing, cleanestHour] = ZONES[zone as keyof typeof ZONES];
  const hour = new Date(atMs).getUTCHours();
  const day = Math.floor(atMs / (24 * HOUR_MS));
  const course = mean - swing * Math.cos(((hour - cleanestHour) / 12) * Math.PI) + 7 * (day % 5);
  return Math.round(100 * course) / 100;
}

/** Mean of the observed hours that a span touches, each by how much of it is touched. */
function observedMean(zone: string, startMs: number, endMs: number): number {
  let sum = 0;
  for (let atMs = Math.floor(startMs / HOUR_MS) * HOUR_MS; atMs < endMs; atMs += HOUR_MS) {
    sum += observed(zone, atMs) * (Math.min(endMs, atMs + HOUR_MS) - Math.max(startMs, atMs));
  }
  return sum / (endMs - startMs);
}

/** Rows that the emission log must have, counted from plans and the imported files alone. */
class ExpectedRows {
  private readonly kwh = new Map<string, number>();

  add(zone: string, kwhPerMs: number, slots: readonly { startAt: string; endAt: string }[]): void {
    for (const { startAt, endAt } of slots) {
      const [startMs, endMs] = [Date.parse(startAt), Date.parse(endAt)];
      for (let atMs = Math.floor(startMs / HOUR_MS) * HOUR_MS; atMs < endMs; atMs += HOUR_MS) {
        const ranMs = Math.min(endMs, atMs + HOUR_MS) - Math.max(startMs, atMs);
        const key = `${zone} ${atMs}`;
        this.kwh.set(key, (this.kwh.get(key) ?? 0) + kwhPerMs * ranMs);
      }
    }
  }

  kwhAt(zone: string, hourMs: number): number {
    return this.kwh.get(`${zone} ${hourMs}`) ?? 0;
  }

  hoursOf(zone: string): number[] {
    const hours = [...this.kwh.keys()].map((key) => key.split(' ')).filter(([of]) => of === zone);
    return hours.map(([, hourMs]) => Number(hourMs)).sort((a, b) => a - b);
  }
}

interface Told {
  workloadId: string;
  region: string;
  startAt: string;
  deadline: string;
}

describe('a day of workloads, ten minutes a second', () => {
  let suite: TestSuite;
  let runner: Server;
  let hook: string;
  let dekes: DekesStandin;
  let dekesUrl: string;
  const told: Told[] = [];
  beforeAll(async () => {
    runner = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        told.push((JSON.parse(body) as { data: Told }).data);
        response.writeHead(200).end();
      });
    });
    await new Promise<void>((resolve) => runner.listen(0, '127.0.0.1', resolve));
    hook = `http://127.0.0.1:${(runner.address() as AddressInfo).port}/`;
    dekes = new DekesStandin({ apiKey: KEY, webhookSecret: 'event-key', callbackSecret: SECRET });
    dekesUrl = await dekes.start();
    suite = await startSuite({
      env: {
        ...{ ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off', ECOBE_CLOCK: toIso(CLOCK_MS) },
        ...{ ECOBE_CLOCK_SPEED: String(SPEED), ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()) },
        ...{ ECOBE_WEBHOOK_ALLOW_PRIVATE: 'true', ECOBE_WEBHOOK_SECRET: SECRET },
        ...{ DEKES_API_URL: dekesUrl, DEKES_API_KEY: KEY, DEKES_WEBHOOK_SECRET: 'event-key' },
      },
    });
    dekes.completeAt(suite.url);
    const span = { fromMs: HISTORY_FROM_MS, hours: HISTORY_HOURS };
    await importHistory(suite, Object.keys(ZONES), observed, span);
  });
  afterAll(async () => {
    await suite.stop();
    await dekes.stop();
    runner.closeAllConnections();
    runner.close();
  });

  const bearer = { authorization: `Bearer ${KEY}` };
  const get = async <Answer>(path: string) =>
    (await (await fetch(`${suite.url}/api/v1${path}`, { headers: bearer })).json()) as Answer;
  const send = (path: string, body: object) =>
    fetch(`${suite.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer },
      body: JSON.stringify(body),
    });
  const emissionsOf = (organizationId: string, period: string, groupBy: string) =>
    get<EmissionsAnswer>(`/emissions?organizationId=${organizationId}&${period}&groupBy=${groupBy}`);
  /** The log holds what was settled, energy and grams; it is told a moment later. */
  const requireLogged = async (
    organizationId: string,
    { emittedG, kwh, count, period }: { emittedG: number; kwh: number; count: number; period: string },
  ) => {
    const { total } = await eventually(
      () => emissionsOf(organizationId, period, 'none'),
      (answer) => answer.total.workloadCount === count && Math.abs(answer.total.energyKwh - kwh) < 1e-6,
      90_000,
    );
    const exactG = total.energyKwh * (total.averageGPerKwh ?? NaN);
    expect(Math.abs(exactG - emittedG)).toBeLessThan(1e-5 * emittedG);
    expect(total.emissionsCO2).toBe(Math.ceil(Math.round(exactG * 1e6) / 1e6));
    expect(total.marginalGPerKwh).toBeNull();
  };
  /**
   * Retires part of a lot as a customer does, and dates it into the period: the ledger goes by the clock of its database, which
   * knows nothing of the day that is played here.
   */
  const retireInPeriod = async (organizationId: string, amountCO2: number) => {
    const project = { name: 'stoves', country: 'KE' };
    const lot = {
      ...{ organizationId, provider: 'VERRA', amountCO2: 5_000_000, priceUsd: 50, project },
      ...{ registry: 'VERRA', mitigation: 'REMOVAL', pathway: 'NATURE' },
    };
    const { creditId } = (await (await send('/credits/purchase', lot)).json()) as { creditId: string };
    const request = { organizationId, reason: 'work of a day', items: [{ creditId, amountCO2 }] };
    expect((await send('/credits/retire', request)).status).toBe(201);
    const client = new Client({ connectionString: suite.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const table of ['ledger_entry', 'retirement'])
      await client.query(`UPDATE credits.${table} SET created_at = $2 WHERE organization_id = $1`, [
        ...[organizationId, toIso(CLOCK_MS)],
      ]);
    await client.query('COMMIT');
    await client.end();
  };
  /** A report, the figures of which SQL of its own gives again from the rows, and no longer when one of them is gone. */
  const recomputedReport = async (organizationId: string) => {
    const days = 'from=2021-11-15T00:00:00Z&to=2021-11-19T00:00:00Z';
    const path = `/reports/sustainability?organizationId=${organizationId}&${days}`;
    const { content } = await get<SustainabilityReport>(path);
    const client = new Client({ connectionString: suite.databaseUrl });
    await client.connect();
    const rows = {
      query: async (sql: string, values: unknown[]): Promise<unknown> =>
        (await client.query<object>(sql, values)).rows,
    };
    try {
      expect(await auditReport(rows, content)).toEqual([]);
      await client.query('BEGIN');
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(
        `DELETE FROM credits.emission_log WHERE (hour_at, id) IN (SELECT hour_at, id FROM credits.emission_log
         WHERE organization_id = $1 AND emissions_ug > 0 ORDER BY id LIMIT 1)`,
        [organizationId],
      );
      expect(await auditReport(rows, content)).not.toEqual([]);
      await client.query('ROLLBACK');
    } finally {
      await client.end();
    }
    expect(content.isSimulated).toBe(false);
    return content;
  };
  const isPlaceable = async (deadline: string) => {
    const request = {
      durationHours: 1,
      powerKw: 1,
      homeRegion: 'PL',
      allowedRegions: ['DE', 'FR'],
      deadline,
    };
    return (await send('/placements', request)).status === 200;
  };
  it('ends with settled figures that the raw observations give again', async () => {
    const startedMs = Date.now();
    const nowMs = () => CLOCK_MS + (Date.now() - startedMs) * SPEED;
    await eventually(() => isPlaceable(toIso(nowMs() + 20 * HOUR_MS)), Boolean, 90_000);
    const deadline = toIso(Math.floor(nowMs() / 60_000) * 60_000 + 8 * HOUR_MS);
    const workloads = Array.from({ length: WORKLOADS }, (_, i) => ({
      ...{ externalId: `w-${i}`, durationHours: 0.5 + (i % 4) / 4, energyKwh: 2, homeRegion: 'PL', deadline },
      ...{ allowedRegions: ['DE', 'FR'], interruptible: i % 5 === 0, webhookUrl: hook },
      ...{ organizationId: ORG, workloadType: i % 2 === 0 ? 'training' : 'inference' },
    }));
    const accepted = (await (await send('/workloads', { workloads })).json()) as WorkloadsAccepted;
    expect(accepted.workloads).toHaveLength(WORKLOADS);

    const queries = Array.from({ length: QUERIES }, (_, n) => ({
      ...{ id: `q-${n}`, query: 'leads', estimatedResults: 100 + n * 20 },
    }));
    const batch = { queries, regions: ['PL', 'DE', 'FR'], lookAheadHours: 6, organizationId: DEKES_ORG };
    const scheduled = await send('/dekes/schedule', { ...batch, callbackUrl: `${dekesUrl}/hooks/queries` });
    expect([scheduled.status, ((await scheduled.json()) as BatchAnswer).queries.length]).toEqual([
      202,
      QUERIES,
    ]);

    await eventually(
      () => Promise.resolve(new Set(told.map(({ workloadId }) => workloadId)).size),
      (size) => size === WORKLOADS,
      90_000,
    );
    expect(told).toHaveLength(WORKLOADS);
    for (const { startAt, deadline: due } of told) expect(Date.parse(startAt)).toBeLessThan(Date.parse(due));
    // Each is reported complete, but for one that nobody hears of again.
    const [silent, ...reported] = accepted.workloads;
    const report = { energyKwh: ENERGY_KWH, functionalUnit: { name: 'leads', count: LEADS_OF_EACH } };
    for (const { workloadId } of reported)
      expect((await send(`/workloads/${workloadId}/complete`, report)).status).toBe(200);
    const { batchId } = accepted;
    const settled = await eventually(
      () => get<WorkloadPage>(`/workloads?batchId=${batchId}&status=settled&limit=200`),
      ({ items }) => items.length === WORKLOADS,
      120_000,
    );

    let avoidedG = 0;
    let emittedG = 0;
    const expected = new ExpectedRows();
    for (const { workloadId } of settled.items) {
      const { settlement, baseline, plan } = await get<WorkloadAnswer>(`/workloads/${workloadId}`);
      if (settlement === null || baseline === null || plan?.placed == null)
        throw new Error(`${workloadId} is not settled`);
      const energyKwh = workloadId === silent?.workloadId ? 2 : ENERGY_KWH;
      const homeMean = observedMean('PL', Date.parse(baseline.startAt), Date.parse(baseline.endAt));
      let [workG, hours] = [0, 0];
      for (const { startAt, endAt } of plan.placed.slots) {
        const spanHours = (Date.parse(endAt) - Date.parse(startAt)) / HOUR_MS;
        workG += spanHours * observedMean(plan.placed.zone, Date.parse(startAt), Date.parse(endAt));
        hours += spanHours;
      }
      expected.add(plan.placed.zone, energyKwh / (hours * HOUR_MS), plan.placed.slots);
      const expectedG = energyKwh * homeMean - energyKwh * (workG / hours);
      expect(settlement.avoidedCO2).toBeCloseTo(expectedG, 3);
      expect(settlement).toMatchObject({ energyKwh, quality: 'measured', source: 'history-import' });
      avoidedG += settlement.avoidedCO2;
      emittedG += settlement.emittedCO2;
    }
    const period = `from=${toIso(CLOCK_MS - HOUR_MS)}&to=${toIso(CLOCK_MS + 48 * HOUR_MS)}`;
    const { totalCarbonSaved } = await get<SummaryAnswer>(`/analytics/summary?${period}`);
    expect(totalCarbonSaved.settled.count).toBe(WORKLOADS);
    expect(totalCarbonSaved.settled.avoidedCO2).toBeCloseTo(avoidedG, 3);
    expect(avoidedG).toBeGreaterThan(0);
    const { emissionLog } = await get<SummaryAnswer>(`/analytics/summary?${period}&organizationId=${ORG}`);
    expect(emissionLog).toMatchObject({ count: WORKLOADS, withoutOrganizationCount: 0 });
    await requireLogged(ORG, { emittedG, kwh: 2 + (WORKLOADS - 1) * ENERGY_KWH, count: WORKLOADS, period });
    for (const { workloadId } of settled.items)
      await eventually(
        () => get<WorkloadAnswer>(`/workloads/${workloadId}`),
        (workload) => workload.settlement?.isInEmissionLog === true,
        90_000,
      );
    for (const zone of Object.keys(ZONES)) {
      const { groups } = await emissionsOf(ORG, period, `hour&zone=${zone}`);
      expect(groups.map(({ group }) => Date.parse(group ?? ''))).toEqual(expected.hoursOf(zone));
      for (const { group, energyKwh, averageGPerKwh } of groups) {
        const kwh = expected.kwhAt(zone, Date.parse(group ?? ''));
        expect(energyKwh).toBeCloseTo(kwh, 6);
        expect(energyKwh * (averageGPerKwh ?? NaN)).toBeCloseTo(
          kwh * observed(zone, Date.parse(group ?? '')),
          3,
        );
      }
    }
    const retiredG = 12_345;
    await retireInPeriod(ORG, retiredG);
    const { energy, emissions, avoided, sci, credits } = await recomputedReport(ORG);
    expect(credits).toMatchObject({
      ...{ confirmedCO2: 0, unconfirmedCO2: retiredG, confirmedContributionPercent: 0 },
      trackedContributionPercent: Math.floor((10_000 * retiredG) / Math.ceil(emittedG)) / 100,
      removalsByPathway: [{ group: 'NATURE', unconfirmedCO2: retiredG, unconfirmedPercent: 100 }],
      byEuProject: [{ group: 'OUTSIDE_EU', unconfirmedCO2: retiredG }],
    });
    expect(energy.energyKwh).toBeCloseTo(2 + (WORKLOADS - 1) * ENERGY_KWH, 5);
    expect(Number(emissions.locationBased.emissionsUg) / 1e6).toBeCloseTo(emittedG, 1);
    expect(Number(avoided.avoidedUg) / 1e6).toBeCloseTo(avoidedG, 1);
    expect(sci.units).toMatchObject([
      {
        functionalUnit: 'leads',
        unitCount: String((WORKLOADS - 1) * LEADS_OF_EACH),
        workloadCount: WORKLOADS - 1,
      },
    ]);
    expect(sci.notCounted).toMatchObject({ workloadCount: 1, workloadIds: [silent?.workloadId] });
    const types = await emissionsOf(ORG, period, 'workloadType');
    expect(types.groups.map(({ group, workloadCount }) => [group, workloadCount])).toEqual([
      ['inference', WORKLOADS / 2],
      ['training', WORKLOADS / 2],
    ]);

    await eventually(
      () => get<DekesWorkloadPage>('/dekes/workloads?limit=200'),
      ({ items }) => items.length === QUERIES && items.every(({ settlement }) => settlement !== null),
      120_000,
    );
    const runs = (await get<DekesWorkloadPage>('/dekes/workloads?limit=200')).items;
    const ran = runs.map(({ settlement }) => settlement);
    const runsG = ran.reduce((sum, settlement) => sum + (settlement?.actualCO2 ?? NaN), 0);
    const runsKwh = ran.reduce((sum, settlement) => sum + (settlement?.energyKwh ?? NaN), 0);
    await requireLogged(DEKES_ORG, { emittedG: runsG, kwh: runsKwh, count: QUERIES, period });
    const ofLeads = await recomputedReport(DEKES_ORG);
    expect(Number(ofLeads.emissions.locationBased.emissionsUg) / 1e6).toBeCloseTo(runsG, 1);
    for (const zone of Object.keys(ZONES))
      for (const { group, averageGPerKwh } of (await emissionsOf(DEKES_ORG, period, `hour&zone=${zone}`))
        .groups)
        expect(averageGPerKwh).toBeCloseTo(observed(zone, Date.parse(group ?? '')), 2);
    expect(new Set(dekes.seen.dispatched.map(({ webhookId }) => webhookId)).size).toBe(QUERIES);
    expect(dekes.seen.reports).toHaveLength(QUERIES);
  });
});
