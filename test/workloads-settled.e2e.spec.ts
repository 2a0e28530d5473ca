import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import type {
  HistoryResponse,
  SummaryAnswer,
  WorkloadAnswer,
  WorkloadPage,
  WorkloadsAccepted,
} from '@ecobe/contracts';
import { eventually } from './support/grid-api';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(300_000);

const CLOCK_MS = Date.UTC(2026, 2, 1, 12, 20);
/** Ten minutes a second: a day takes two and a half minutes. */
const SPEED = 600;
const WORKLOADS = 40;
const ENERGY_KWH = 1.5;

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
    suite = await startSuite({
      env: {
        ...{ ECOBE_SIMULATION: 'only', ECOBE_TRAINING: 'off', ECOBE_CLOCK: toIso(CLOCK_MS) },
        ...{ ECOBE_CLOCK_SPEED: String(SPEED), ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()) },
        ...{ ECOBE_WEBHOOK_ALLOW_PRIVATE: 'true', ECOBE_WEBHOOK_SECRET: 'a secret of the spec, long enough' },
      },
    });
  });
  afterAll(async () => {
    await suite.stop();
    runner.closeAllConnections();
    runner.close();
  });

  const get = async <Answer>(path: string) =>
    (await (await fetch(`${suite.url}/api/v1${path}`)).json()) as Answer;
  const send = (path: string, body: object) =>
    fetch(`${suite.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
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
  /** Mean of the observed hours that a span touches, each by how much of it is touched. */
  const observedMean = async (zone: string, startMs: number, endMs: number) => {
    const [from, to] = [Math.floor(startMs / HOUR_MS) * HOUR_MS, Math.ceil(endMs / HOUR_MS) * HOUR_MS];
    const query = `start=${toIso(from)}&end=${toIso(to)}&granularity=hourly`;
    const { points } = await get<HistoryResponse>(`/zones/${zone}/carbon-intensity/history?${query}`);
    const parts = points.map(({ validAt, carbonIntensity }) => {
      const atMs = Date.parse(validAt);
      return {
        ms: Math.min(endMs, atMs + HOUR_MS) - Math.max(startMs, atMs),
        carbonIntensity: Number(carbonIntensity),
      };
    });
    const totalMs = parts.reduce((sum, { ms }) => sum + ms, 0);
    expect(totalMs).toBe(endMs - startMs);
    return parts.reduce((sum, { ms, carbonIntensity }) => sum + ms * carbonIntensity, 0) / totalMs;
  };

  it('ends with settled figures that the raw observations give again', async () => {
    const startedMs = Date.now();
    const nowMs = () => CLOCK_MS + (Date.now() - startedMs) * SPEED;
    await eventually(() => isPlaceable(toIso(nowMs() + 20 * HOUR_MS)), Boolean, 90_000);
    const deadline = toIso(Math.floor(nowMs() / 60_000) * 60_000 + 8 * HOUR_MS);
    const workloads = Array.from({ length: WORKLOADS }, (_, i) => ({
      ...{ externalId: `w-${i}`, durationHours: 0.5 + (i % 4) / 4, energyKwh: 2, homeRegion: 'PL', deadline },
      ...{ allowedRegions: ['DE', 'FR'], interruptible: i % 5 === 0, webhookUrl: hook },
    }));
    const accepted = (await (await send('/workloads', { workloads })).json()) as WorkloadsAccepted;
    expect(accepted.workloads).toHaveLength(WORKLOADS);

    await eventually(
      () => Promise.resolve(new Set(told.map(({ workloadId }) => workloadId)).size),
      (size) => size === WORKLOADS,
      90_000,
    );
    expect(told).toHaveLength(WORKLOADS);
    for (const { startAt, deadline: due } of told) expect(Date.parse(startAt)).toBeLessThan(Date.parse(due));
    // Each is reported complete, but for one that nobody hears of again.
    const [silent, ...reported] = accepted.workloads;
    for (const { workloadId } of reported)
      expect((await send(`/workloads/${workloadId}/complete`, { energyKwh: ENERGY_KWH })).status).toBe(200);
    const { batchId } = accepted;
    const settled = await eventually(
      () => get<WorkloadPage>(`/workloads?batchId=${batchId}&status=settled&limit=200`),
      ({ items }) => items.length === WORKLOADS,
      120_000,
    );

    let avoidedG = 0;
    for (const { workloadId } of settled.items) {
      const { settlement, baseline, plan } = await get<WorkloadAnswer>(`/workloads/${workloadId}`);
      if (settlement === null || baseline === null || plan?.placed == null)
        throw new Error(`${workloadId} is not settled`);
      const energyKwh = workloadId === silent?.workloadId ? 2 : ENERGY_KWH;
      const homeMean = await observedMean('PL', Date.parse(baseline.startAt), Date.parse(baseline.endAt));
      let [workG, hours] = [0, 0];
      for (const { startAt, endAt } of plan.placed.slots) {
        const spanHours = (Date.parse(endAt) - Date.parse(startAt)) / HOUR_MS;
        workG += spanHours * (await observedMean(plan.placed.zone, Date.parse(startAt), Date.parse(endAt)));
        hours += spanHours;
      }
      const expectedG = energyKwh * homeMean - energyKwh * (workG / hours);
      expect(settlement.avoidedCO2).toBeCloseTo(expectedG, 3);
      expect(settlement).toMatchObject({ energyKwh, quality: 'simulated' });
      avoidedG += settlement.avoidedCO2;
    }
    const period = `from=${toIso(CLOCK_MS - HOUR_MS)}&to=${toIso(CLOCK_MS + 48 * HOUR_MS)}`;
    const { totalCarbonSaved } = await get<SummaryAnswer>(`/analytics/summary?${period}`);
    expect(totalCarbonSaved.settled.count).toBe(WORKLOADS);
    expect(totalCarbonSaved.settled.avoidedCO2).toBeCloseTo(avoidedG, 3);
    expect(avoidedG).toBeGreaterThan(0);
  });
});
