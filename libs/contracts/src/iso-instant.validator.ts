import { ValidateBy } from 'class-validator';
import type { ValidationArguments } from 'class-validator';

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/;
/** The calendar repeats after 400 years; years below 100 would be taken for those of the last century. */
const CALENDAR_CYCLE_YEARS = 400;
/** Clocks of the world are 14 hours off at most, and stores take less than 16. */
const MOST_OFFSET_HOURS = 15;
/** Years are of four digits, in UTC as well, and none is the year 0. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

const daysOf = (year: number, month: number): number =>
  new Date(Date.UTC(year + CALENDAR_CYCLE_YEARS, month, 0)).getUTCDate();

/** Whether the calendar has that day and the clock that time; JavaScript itself takes 30 February for 2 March. */
function exists(fields: RegExpExecArray): boolean {
  const [year, month, day, hour, minute, second, offsetHour, offsetMinute] = fields
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0)) as [number, number, number, ...number[]];
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOf(year, month) &&
    hour !== undefined &&
    hour <= 23 &&
    (offsetHour ?? 0) <= MOST_OFFSET_HOURS &&
    [minute, second, offsetMinute].every((sixtieths = 0) => sixtieths <= 59)
  );
}

/** Whether stores can keep it. */
function isWithinYears(text: string): boolean {
  const instantMs = Date.parse(text);
  return instantMs >= FIRST_MS && instantMs <= LAST_MS;
}

const fieldsOf = (value: unknown): RegExpExecArray | null =>
  typeof value === 'string' ? INSTANT.exec(value) : null;

/** An ISO 8601 instant with its offset from UTC, `2026-02-12T00:00:00.000Z`: a time without one means nothing here. */
export const IsIsoInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIsoInstant',
    validator: {
      validate: (value: unknown) => {
        const fields = fieldsOf(value);
        return fields !== null && exists(fields) && isWithinYears(fields[0]);
      },
      defaultMessage: (given?: ValidationArguments) =>
        fieldsOf(given?.value) === null
          ? '$property must be an ISO 8601 instant with its offset, such as 2026-02-12T00:00:00.000Z'
          : '$property must be a date and time that exist in the calendar',
    },
  });
