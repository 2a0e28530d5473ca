import { HOUR_MS, toIso } from '@ecobe/carbon';
import { SLOT_MS } from '@ecobe/placement';
import { InformedScheduler } from '../bench/scheduling/informed-scheduler';
import type { ReplayInit, ReplayJob } from '../bench/scheduling/replay-protocol';

const START_MS = Date.UTC(2021, 4, 3);
const HISTORY_HOURS = 20 * 24;
const HOURS = 42;
const CAP_KW = 3;
const REGIONS = ['SUN', 'WIND', 'SILENT'];

/** The same numbers every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const intensity = (region: string, atMs: number): number => {
  const hour = atMs / HOUR_MS;
  const swing = region === 'SUN' ? 120 * Math.sin((2 * Math.PI * hour) / 24) : 90 * Math.sin(hour / 17);
  return 300 + swing;
};

function jobsOf(count: number): ReplayJob[] {
  const next = numbers(7);
  return Array.from({ length: count }, (_, i) => {
    const arrivalMs = START_MS + Math.floor(next() * 72) * SLOT_MS;
    const durationH = (1 + Math.floor(next() * 20)) / 4;
    const slackH = Math.floor(next() * 60) / 4;
    const home = next() < 0.6 ? 'SUN' : next() < 0.8 ? 'WIND' : 'SILENT';
    return {
      id: `job-${i}`,
      arrival: toIso(arrivalMs),
      durationH,
      deadline: toIso(arrivalMs + (durationH + slackH) * HOUR_MS),
      powerKw: 0.2 + Math.round(next() * 20) / 10,
      home,
      feasibleRegions: next() < 0.5 ? [home] : [home, ...REGIONS.filter((region) => region !== home)],
      interruptible: next() < 0.5,
      moveKwh: next(),
    };
  });
}

/** Two regions with history, and one of which nothing was ever published. */
function initOf(capKw: number | null): ReplayInit {
  const history = Object.fromEntries(
    ['SUN', 'WIND'].map((region) => [
      region,
      Array.from({ length: HISTORY_HOURS }, (_, i): [string, number] => {
        const atMs = START_MS - (HISTORY_HOURS - i) * HOUR_MS;
        return [toIso(atMs), intensity(region, atMs)];
      }),
    ]),
  );
  const flexCapacityKw = capKw === null ? null : Object.fromEntries(REGIONS.map((region) => [region, capKw]));
  const meta = { regions: REGIONS, publicationDelayHours: 1, flexCapacityKw };
  return { type: 'init', meta, columns: {}, history, forecasts: {} };
}

/** Plays the judge. @returns the slots each job ran in, as its region and the numbers of the slots */
async function replay(jobs: readonly ReplayJob[], capKw: number | null) {
  const scheduler = new InformedScheduler(initOf(capKw));
  await scheduler.learn();
  const running = new Set<string>();
  const ran = new Map(jobs.map(({ id }) => [id, { region: '', slots: [] as number[] }]));
  for (let slot = START_MS / SLOT_MS; slot < START_MS / SLOT_MS + 4 * HOURS; slot++) {
    const nowMs = slot * SLOT_MS;
    const published = nowMs % HOUR_MS === 0 && nowMs > START_MS ? [nowMs - HOUR_MS] : [];
    const ci = Object.fromEntries(
      ['SUN', 'WIND'].map((region) => [
        region,
        published.map((atMs): [string, number] => [toIso(atMs), intensity(region, atMs)]),
      ]),
    );
    const arrived = jobs.filter(({ arrival }) => Date.parse(arrival) === nowMs);
    for (const action of scheduler.tick({
      type: 'tick',
      now: toIso(nowMs),
      ci,
      forecasts: {},
      jobs: arrived,
    })) {
      const its = ran.get(action.jobId);
      if (action.op === 'pause') running.delete(action.jobId);
      else running.add(action.jobId);
      if (its !== undefined && its.region === '') its.region = action.region ?? '';
    }
    for (const job of jobs.filter(({ id }) => running.has(id))) {
      const its = ran.get(job.id);
      its?.slots.push(slot);
      if (its?.slots.length === 4 * job.durationH) running.delete(job.id);
    }
  }
  return ran;
}

const jobs = jobsOf(40);
const slotOfIso = (time: string) => Date.parse(time) / SLOT_MS;

const freely = replay(jobs, null);

describe.each([null, CAP_KW, 0])('a replay under a cap of %p kW', (capKw) => {
  const played = capKw === null ? freely : replay(jobs, capKw);

  it('runs every job for its length, in time, where it may, and in one piece if it must', async () => {
    const ran = await played;
    for (const job of jobs) {
      const { region, slots } = ran.get(job.id) ?? { region: '', slots: [] };
      expect(slots).toHaveLength(4 * job.durationH);
      expect(job.feasibleRegions).toContain(region);
      expect(slots[0]).toBeGreaterThanOrEqual(slotOfIso(job.arrival));
      expect(slots.at(-1)).toBeLessThan(slotOfIso(job.deadline));
      if (!job.interruptible) expect((slots.at(-1) ?? NaN) - (slots[0] ?? NaN)).toBe(slots.length - 1);
    }
  });

  it('never overloads an hour', async () => {
    const ran = await played;
    const loadKw = new Map<string, number>();
    for (const job of jobs) {
      const { region, slots } = ran.get(job.id) ?? { region: '', slots: [] };
      const isInOnePiece = (slots.at(-1) ?? NaN) - (slots[0] ?? NaN) === slots.length - 1;
      if (region === job.home && slots[0] === slotOfIso(job.arrival) && isInOnePiece) continue;
      for (const slot of slots) {
        const key = `${region} ${Math.floor(slot / 4)}`;
        loadKw.set(key, (loadKw.get(key) ?? 0) + job.powerKw / 4);
      }
    }
    expect(loadKw.size > 0).toBe(capKw !== 0);
    for (const kw of loadKw.values()) expect(kw).toBeLessThanOrEqual((capKw ?? Infinity) + 1e-6);
  });
});

it('saves carbon against running now at home', async () => {
  const ran = await freely;
  const grams = (region: string, slots: readonly number[], powerKw: number) =>
    slots.reduce((sum, slot) => sum + (powerKw / 4) * intensity(region, Math.floor(slot / 4) * HOUR_MS), 0);
  let [emittedG, nowG] = [0, 0];
  for (const job of jobs.filter(
    ({ home, feasibleRegions }) => home === 'SUN' && feasibleRegions.length === 1,
  )) {
    const { region, slots } = ran.get(job.id) ?? { region: '', slots: [] };
    emittedG += grams(region, slots, job.powerKw);
    const arrival = slotOfIso(job.arrival);
    nowG += grams(
      job.home,
      slots.map((_, i) => arrival + i),
      job.powerKw,
    );
  }
  expect(emittedG).toBeLessThan(0.97 * nowG);
});
