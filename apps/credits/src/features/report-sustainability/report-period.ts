import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { SustainabilityReportQuery } from '@ecobe/contracts';
import { invalid } from '../../credit/problems';

const LONGEST_DAYS = 366;
const MONTHS_OF_QUARTER = 3;
const MONTHS_OF_YEAR = 12;
const PERIOD = /^(\d{4})(?:-(\d{2})|-Q(\d))?$/;

/** Hours, the last not included. */
export interface HourSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** @throws ProblemError 400 `INVALID_INPUT`, `INVERTED_WINDOW`, `PERIOD_NOT_IN_HOURS`, `PERIOD_TOO_LONG` */
export function periodOf({ period, from, to }: Omit<SustainabilityReportQuery, 'format'>): HourSpan {
  if (period !== undefined) {
    if (from !== undefined || to !== undefined)
      throw invalid('?period', 'stands alone: give either period, or from and to');
    return namedPeriod(period);
  }
  if (from === undefined) throw invalid('?from', 'must be given with to, unless a period is');
  if (to === undefined) throw invalid('?to', 'must be given with from, unless a period is');
  return hourSpan(Date.parse(from), Date.parse(to));
}

/** Whether it is one of which versions may be kept: over, and of whole months (UTC). */
export const isKeepable = ({ fromMs, toMs }: HourSpan, nowMs: number): boolean =>
  toMs <= nowMs && isStartOfMonth(fromMs) && isStartOfMonth(toMs);

function isStartOfMonth(ms: number): boolean {
  const at = new Date(ms);
  return ms === Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
}

function hourSpan(fromMs: number, toMs: number): HourSpan {
  for (const [name, ms] of [['?from', fromMs] as const, ['?to', toMs] as const])
    if (ms % HOUR_MS !== 0)
      throw invalid(name, 'must be the start of an hour, as rows are by the hour', 'PERIOD_NOT_IN_HOURS');
  if (toMs <= fromMs) throw invalid('?to', 'must be after from', 'INVERTED_WINDOW');
  if (toMs - fromMs > LONGEST_DAYS * DAY_MS)
    throw invalid('?to', `must be at most ${LONGEST_DAYS} days after from`, 'PERIOD_TOO_LONG');
  return { fromMs, toMs };
}

function namedPeriod(period: string): HourSpan {
  const [, year, month, quarter] = PERIOD.exec(period) ?? [];
  const [first, length] =
    month !== undefined
      ? [Number(month) - 1, 1]
      : quarter !== undefined
        ? [(Number(quarter) - 1) * MONTHS_OF_QUARTER, MONTHS_OF_QUARTER]
        : [0, MONTHS_OF_YEAR];
  const fromMs = Date.UTC(Number(year), first);
  if (Number.isNaN(fromMs)) throw invalid('?period', 'must be a year, quarter or month');
  return { fromMs, toMs: Date.UTC(Number(year), first + length) };
}
