import {
  RoomLedger,
  RoomPrices,
  placeWork,
  planWorks,
  regionOutlook,
  slotCount,
  slotFrom,
  slotStartMs,
} from '@ecobe/placement';
import type { PlacementTerms, RegionOutlook, WorkRegion, WorkToPlace } from '@ecobe/placement';

const REGION_COUNT = 10;
const HOURS = 96;
const NOW_MS = Date.UTC(2026, 2, 1, 12);
const HOUR_MS = 3_600_000;
const SLACK_HOURS = 48;
const ROUNDS = 8;
const TERMS: PlacementTerms = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };

const REGIONS: readonly WorkRegion[] = Array.from({ length: REGION_COUNT }, (_, i) => ({
  region: `R${i}`,
  latencyMs: null,
  usdPerHour: null,
}));

/** Forecasts that differ by region and hour; their values do not matter to the time that planning takes. */
function speedOutlooks(): Map<string, RegionOutlook> {
  const gPerKwh = (i: number, hour: number) => 300 + 100 * Math.sin(i + hour / 4) + 40 * Math.cos(hour * i);
  return new Map(
    REGIONS.map(({ region }, i) => [
      region,
      regionOutlook(
        region,
        NOW_MS / HOUR_MS,
        Array.from({ length: HOURS }, (_, hour) => gPerKwh(i, hour)),
      ),
    ]),
  );
}

/** The i-th of many works: up to a day long, as much time as the slack, every other one may pause, at home in any region. */
function speedWork(i: number): WorkToPlace {
  const earliest = slotFrom(NOW_MS);
  const home = REGIONS[i % REGION_COUNT];
  if (home === undefined) throw new Error('no region');
  return {
    arrival: earliest,
    earliest,
    deadline: slotFrom(slotStartMs(earliest) + SLACK_HOURS * HOUR_MS),
    slots: 1 + ((i * 37) % 96),
    powerKw: 0.5 + (i % 7),
    home,
    others: REGIONS.filter((other) => other !== home),
    isInterruptible: i % 2 === 0,
    transferG: i % 50,
    maxLatencyMs: null,
    maxUsdPerHour: null,
  };
}

/** CPU that some work of this process takes, seconds. */
function cpuSecondsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** How long one placement takes by itself, without limits of room. */
export function placingSpeed(count: number): string {
  const outlooks = speedOutlooks();
  const works = Array.from({ length: count }, (_, i) => speedWork(i));
  for (const work of works.slice(0, 200)) placeWork(work, outlooks, TERMS);
  const seconds = cpuSecondsOf(() => {
    for (const work of works) placeWork(work, outlooks, TERMS);
  });
  const each = ((1e6 * seconds) / count).toFixed(0);
  return `placing ${count} works over ${REGION_COUNT} regions x ${SLACK_HOURS} h: ${seconds.toFixed(2)} s of CPU, ${each} us a work`;
}

/** How long an hour's planning of many waiting works takes, in regions that have room for three quarters of what they need. */
export function batchSpeed(count: number): string {
  const outlooks = speedOutlooks();
  const waiting = Array.from({ length: count }, (_, i) => ({
    id: String(i),
    work: speedWork(i),
    held: null,
  }));
  const neededKwh = waiting.reduce((sum, { work }) => sum + (work.powerKw * work.slots) / 4, 0);
  const capKw = (0.75 * neededKwh) / (REGION_COUNT * SLACK_HOURS);
  const ledger = new RoomLedger(() => capKw);
  const terms = { ...TERMS, expected: [], previous: RoomPrices.NONE, rounds: ROUNDS };
  let movedHours = 0;
  const seconds = cpuSecondsOf(() => {
    for (const { placement } of planWorks(waiting, outlooks, ledger, terms).planned.values())
      if (placement?.isRunNow === false) movedHours += slotCount(placement.runs) / 4;
  });
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  return `planning ${count} waiting works under caps: ${seconds.toFixed(1)} s of CPU, peak ${peakMegabytes.toFixed(0)} MB, ${movedHours.toFixed(0)} h of work moved`;
}
