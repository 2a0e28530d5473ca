import { HOUR_MS } from '@ecobe/carbon';
import { NOW_MS } from '../../ports/routing.fixture';
import { bookOf, hoursFromNow, twoGrids, workload } from '../../work/work.fixture';
import { expectedWork } from './expected-work';
import { WaitingBatch } from './waiting-batch';

const batch = () =>
  new WaitingBatch(bookOf(twoGrids()), { nowMs: NOW_MS, earliestMs: NOW_MS, minGainPercent: 0 });
/** Two hours at 3 kW that arrived so many hours ago, with a day's time. */
const arrived = (hoursAgo: number) => ({
  request: workload({ deadline: hoursFromNow(24 - hoursAgo) }),
  acceptedAtMs: NOW_MS - hoursAgo * HOUR_MS,
  arrivalGPerKwh: 400,
});

describe('expectedWork', () => {
  const sinceMs = NOW_MS - 48 * HOUR_MS;
  const drawn = [1, 7, 13, 19, 25, 31, 37, 43].map(arrived);

  it('expects within a day what came in two, halved, and counts those that were not drawn', async () => {
    const expected = await expectedWork({ sinceMs, total: 80, drawn }, batch(), NOW_MS);
    const kwh = expected.reduce((sum, { work, weight }) => sum + (weight * work.powerKw * work.slots) / 4, 0);
    // 80 works of 6 kWh in two days.
    expect(kwh).toBeGreaterThan(200);
    expect(kwh).toBeLessThan(280);
    for (const { work, view } of expected) {
      expect(work.home.region).toBe('DE');
      expect([...(view?.outlooks.keys() ?? [])]).toEqual(['DE']);
    }
  });

  it('expects nothing while less than a day is on record', async () => {
    const short = { sinceMs: NOW_MS - 23 * HOUR_MS, total: 4, drawn: drawn.slice(0, 4) };
    expect(await expectedWork(short, batch(), NOW_MS)).toEqual([]);
    expect(await expectedWork({ sinceMs: null, total: 0, drawn: [] }, batch(), NOW_MS)).toEqual([]);
  });
});
