import { DAY_MS, HOUR_MS } from '@ecobe/carbon';

const { floor } = Math;

const HOURS_PER_DAY = 24;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A clock that stands the same at both ends of so many days has not changed between (no zone changes twice so soon). */
const BLOCK_DAYS = 16;

/**
 * Hours since 1970 on a timezone's own clock, from hours since 1970 UTC. The clock's distance from UTC is that of noon UTC
 * of the day, since clocks change by night; it is asked as rarely as can be, for asking costs more than all else of an hour.
 */
export function localClock(timezone: string): (hour: number) => number {
  let block = Number.NaN;
  let unchanged: number | null = null;
  let askedDay = Number.NaN;
  let offset = 0;
  return (hour) => {
    const day = floor(hour / HOURS_PER_DAY);
    if (day === askedDay) return hour + offset;
    askedDay = day;
    if (floor(day / BLOCK_DAYS) !== block) {
      block = floor(day / BLOCK_DAYS);
      const atStart = offsetAtNoon(timezone, block * BLOCK_DAYS);
      unchanged = atStart === offsetAtNoon(timezone, (block + 1) * BLOCK_DAYS) ? atStart : null;
    }
    offset = unchanged ?? offsetAtNoon(timezone, day);
    return hour + offset;
  };
}

function offsetAtNoon(timezone: string, day: number): number {
  const noonMs = day * DAY_MS + 12 * HOUR_MS;
  const parts = formatterOf(timezone).formatToParts(noonMs);
  const part = (wanted: 'day' | 'hour' | 'minute'): number =>
    Number(parts.find(({ type }) => type === wanted)?.value);
  const daysAhead = part('day') === new Date(noonMs).getUTCDate() ? 0 : 1;
  return daysAhead * HOURS_PER_DAY + part('hour') + part('minute') / 60 - 12;
}

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timezone, made);
  return made;
}
