import { DAY_MS, HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';
import type { WeatherRun } from '../../ports/observation-store';
import { weatherPreferenceOf } from '../../ports/source-preference';

/** A forecast of four days reads ages 0 to 4. */
const AGES_DAYS = [0, 1, 2, 3, 4];
const COLUMNS = [
  'windSpeedMs',
  'temperatureK',
  'dewpointK',
  'shortwaveRadiationWPerM2',
  'precipitationMm',
] as const satisfies (keyof WeatherHours)[];

/** One hour as one run told it. */
interface Told {
  run: WeatherRun;
  index: number;
}

const dayOf = (instantMs: number): number => Math.floor(instantMs / DAY_MS);

/**
 * What was said of each hour v by the run of the UTC day `day(v) - a`, for a = 0 to 4. For an hour that is still ahead the
 * newest run of that day: what is known best. For a past hour the first run of that day that was there when the hour
 * began: what a forecast of that morning knew, and never hindsight. Where that day has none, the newest earlier run.
 *
 * @returns five ages; none where no run says anything of the span.
 */
export function weatherByAge(runs: readonly WeatherRun[], span: Interval, nowMs: number): WeatherHours[] {
  const told = toldByHour(runs, span);
  if (told.every((ofHour) => ofHour.length === 0)) return [];
  return AGES_DAYS.map((ageDays) =>
    columnsOf(
      told.map((ofHour, hour) => {
        const validAtMs = span.startMs + hour * HOUR_MS;
        const runDay = dayOf(validAtMs) - ageDays;
        return validAtMs >= startOfHour(nowMs)
          ? newestUntil(ofHour, runDay)
          : (firstOf(ofHour, runDay, validAtMs) ?? newestUntil(ofHour, runDay - 1));
      }),
    ),
  );
}

/** By hour of the span all that was said of it, oldest run first; of runs of one instant the preferred source last. */
function toldByHour(runs: readonly WeatherRun[], { startMs, endMs }: Interval): Told[][] {
  const told = Array.from({ length: (endMs - startMs) / HOUR_MS }, (): Told[] => []);
  for (const run of [...runs].sort(inOrderOfIssue)) {
    const offset = (run.startMs - startMs) / HOUR_MS;
    const last = Math.min(run.hours.windSpeedMs.length, told.length - offset);
    for (let index = Math.max(0, -offset); index < last; index += 1) {
      const ofHour = told[offset + index];
      if (ofHour === undefined || !COLUMNS.some((column) => (run.hours[column][index] ?? null) !== null))
        continue;
      // a corrected version says it in place of the one before
      if (isSameRun(ofHour.at(-1)?.run, run)) ofHour.pop();
      ofHour.push({ run, index });
    }
  }
  return told;
}

const inOrderOfIssue = (a: WeatherRun, b: WeatherRun): number =>
  a.issuedAtMs - b.issuedAtMs ||
  weatherPreferenceOf(b.source) - weatherPreferenceOf(a.source) ||
  (a.source < b.source ? -1 : Number(a.source > b.source)) ||
  a.knownAtMs - b.knownAtMs;

const isSameRun = (a: WeatherRun | undefined, b: WeatherRun): boolean =>
  a?.issuedAtMs === b.issuedAtMs && a.source === b.source;

const newestUntil = (told: Told[], lastDay: number): Told | undefined =>
  told.findLast(({ run }) => dayOf(run.issuedAtMs) <= lastDay);

/** The first of that day, of the preferred source that has one, unless it came when the hour had begun. */
function firstOf(told: Told[], day: number, validAtMs: number): Told | undefined {
  const ofDay = told.filter(({ run }) => dayOf(run.issuedAtMs) === day && run.issuedAtMs <= validAtMs);
  const best = Math.min(...ofDay.map(({ run }) => weatherPreferenceOf(run.source)));
  return ofDay.find(({ run }) => weatherPreferenceOf(run.source) === best);
}

function columnsOf(told: (Told | undefined)[]): WeatherHours {
  const column = (name: keyof WeatherHours) =>
    told.map((hour) => (hour === undefined ? null : (hour.run.hours[name][hour.index] ?? null)));
  return {
    windSpeedMs: column('windSpeedMs'),
    temperatureK: column('temperatureK'),
    dewpointK: column('dewpointK'),
    shortwaveRadiationWPerM2: column('shortwaveRadiationWPerM2'),
    precipitationMm: column('precipitationMm'),
  };
}
