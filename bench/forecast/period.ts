import { DAY_MS, HOUR_MS, toIso } from '@ecobe/carbon';

/** A test period: models learn from the hours before it only. */
export interface Period {
  readonly name: string;
  /** First issue time, and end of what may be learnt from. */
  readonly startMs: number;
  /** End of the last target hour. */
  readonly endMs: number;
}

/** Of a shorter overlap a file says too little. */
const MIN_TEST_DAYS = 28;

const PUBLISHED: readonly Period[] = [
  { name: '2021H2', startMs: Date.UTC(2021, 6, 1), endMs: Date.UTC(2022, 0, 1) },
  { name: '2022H2', startMs: Date.UTC(2022, 6, 6), endMs: Date.UTC(2023, 0, 3) },
];

/** Names of the periods that the published results are of. */
export const PERIOD_NAMES = PUBLISHED.map(({ name }) => name);

/**
 * A published period, or any other one as `2023-07-01..2023-12-31` (first issue day and last target day, UTC).
 * @throws Error that says what is possible.
 */
export function parsePeriod(text: string): Period {
  const published = PUBLISHED.find(({ name }) => name === text);
  if (published !== undefined) return published;
  const [first = '', last = ''] = text.split('..');
  const [startMs, lastDayMs] = [dayMs(first), dayMs(last)];
  if (startMs === null || lastDayMs === null || lastDayMs < startMs) {
    const names = PERIOD_NAMES.join(', ');
    throw new Error(`period "${text}" is none of ${names}, and not two days like 2023-07-01..2023-12-31`);
  }
  return { name: text, startMs, endMs: lastDayMs + DAY_MS };
}

function dayMs(text: string): number | null {
  const instantMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(instantMs) || toIso(instantMs).slice(0, 10) !== text ? null : instantMs;
}

/** Why hours from `startMs` on cannot be tested in that period, or null where they can. */
export function whyOutside(period: Period, startMs: number, hourCount: number): string | null {
  const endMs = startMs + hourCount * HOUR_MS;
  const span = `its hours are ${toIso(startMs).slice(0, 13)} to ${toIso(endMs - HOUR_MS).slice(0, 13)} UTC`;
  if (startMs >= period.startMs) return `nothing to learn from before ${period.name}: ${span}`;
  const testedDays = (Math.min(endMs, period.endMs) - period.startMs) / DAY_MS;
  return testedDays < MIN_TEST_DAYS ? `less than ${MIN_TEST_DAYS} days of ${period.name}: ${span}` : null;
}
