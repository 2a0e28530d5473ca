import { ISSUED_HOURS } from './forecast-model';
import type { ForecastRequest } from './forecast-model';
import { requireFullHour } from './hourly-history';

/** @throws RangeError for a horizon, an issue time or a quantile level out of range. */
export function requireValid(request: ForecastRequest): void {
  requireFullHour(request.issuedAtMs, 'issue time');
  const { horizonHours, quantileLevels } = request;
  if (!Number.isInteger(horizonHours) || horizonHours < 1 || horizonHours > ISSUED_HOURS) {
    throw new RangeError(`horizon ${horizonHours} h is not a whole number from 1 to ${ISSUED_HOURS}`);
  }
  const bad = quantileLevels.find((level) => !(level > 0 && level < 1));
  if (bad !== undefined) throw new RangeError(`quantile level ${bad} is not between 0 and 1`);
}
