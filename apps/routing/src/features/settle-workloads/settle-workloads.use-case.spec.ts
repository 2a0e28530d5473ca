import type { Signal } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { SeriesResponse, WorkloadEmissions } from '@ecobe/contracts';
import type { Settlement, SettlingStore, WorkloadToSettle } from '../../ports/settling-store';
import { NOW_MS } from '../../ports/routing.fixture';
import { hoursFromNow, workload } from '../../work/work.fixture';
import { SettleWorkloadsUseCase } from './settle-workloads.use-case';

const HOUR_MS = 3_600_000;
const MIDNIGHT_MS = Date.UTC(2026, 2, 1);

/** A workload that ran in its home for two hours from an hour of the day on. */
const ran = (id: string, zone: string, fromHour: number, change = {}): WorkloadToSettle => {
  const startMs = MIDNIGHT_MS + fromHour * HOUR_MS;
  return {
    ...{ id, status: 'completed', region: zone, zone, newest: null },
    request: workload({ homeRegion: zone, deadline: hoursFromNow(40) }),
    acceptedAtMs: startMs,
    segments: [{ startMs, endMs: startMs + 2 * HOUR_MS }],
    completion: { energyKwh: 6, ran: null },
    ...change,
  };
};

class StoreInMemory implements SettlingStore {
  readonly settled = new Map<string, Settlement>();
  readonly told = new Map<string, WorkloadEmissions | null>();
  readonly left = new Map<string, string>();
  constructor(private readonly workloads: WorkloadToSettle[]) {}
  toSettle = () => Promise.resolve(this.workloads);
  settle = (id: string, _revision: number, settlement: Settlement, emissions: WorkloadEmissions | null) => {
    this.settled.set(id, settlement);
    this.told.set(id, emissions);
    return Promise.resolve();
  };
  leave = (ids: readonly string[], reasons: readonly string[]) => {
    ids.forEach((id, index) => this.left.set(id, reasons[index] ?? ''));
    return Promise.resolve();
  };
}

interface Span {
  startMs: number;
  endMs: number;
}
/** Every hour at 100; estimated from 18:00 on; spans of more than a day are refused. */
const observe = (zone: string, { startMs, endMs }: Span): SeriesResponse => {
  if (endMs - startMs > 24 * HOUR_MS)
    throw new ProblemError({ status: 400, code: 'INVALID_INPUT', title: 'Invalid', detail: 'too long' });
  const isLate = endMs > MIDNIGHT_MS + 18 * HOUR_MS;
  return {
    ...{ zone, basis: 'lifecycle', signal: 'average', start: new Date(startMs).toISOString() },
    values: Array.from({ length: (endMs - startMs) / HOUR_MS }, () => 100),
    quality: isLate ? 'estimated' : 'measured',
    source: isLate ? 'late' : 'early',
  };
};
const away = () =>
  new ProblemError({ status: 503, code: 'SERVICE_UNAVAILABLE', title: 'Away', detail: 'no answer' });

describe('SettleWorkloadsUseCase', () => {
  const settle = async (
    workloads: WorkloadToSettle[],
    read = observe,
    marginal: (zone: string, span: Span) => SeriesResponse | null = () => null,
  ) => {
    const store = new StoreInMemory(workloads);
    const observed = {
      read: (zone: string, _basis: string, span: Span, signal: Signal) =>
        new Promise<SeriesResponse | null>((resolve) => {
          resolve(signal === 'average' ? read(zone, span) : marginal(zone, span));
        }),
    };
    const clock = { nowMs: () => NOW_MS + 24 * HOUR_MS };
    const round = new SettleWorkloadsUseCase(store, observed, clock).settle('recent');
    return { store, round: await round.catch((error: unknown) => error) };
  };

  it('settles all others beside one whose reported hours nobody can be asked for', async () => {
    const startMs = Date.UTC(1999, 0, 1);
    const bad = { completion: { energyKwh: 6, ran: { startMs, endMs: startMs + 31 * 24 * HOUR_MS } } };
    const { store, round } = await settle([ran('bad', 'DE', 12, bad), ran('good', 'DE', 12)]);
    expect(round).toEqual({ settled: 1, left: 1 });
    expect(store.settled.get('good')).toMatchObject({ emittedG: 600 });
    expect(store.left.get('bad')).toBe('observations of DE cannot be read: too long');
  });

  it('settles all others beside one whose request cannot be understood any more', async () => {
    const poison = ran('bad', 'DE', 12, { request: workload({ homeRegion: 'XX-NOWHERE' }) });
    const { store, round } = await settle([poison, ran('good', 'DE', 12)]);
    expect(round).toEqual({ settled: 1, left: 1 });
    expect(store.left.get('bad')).toContain('its request cannot be settled: ');
  });

  it('settles the other zones while one cannot be read, which it asks once', async () => {
    const asked: string[] = [];
    const { store, round } = await settle(
      [ran('a', 'DE', 10), ran('b', 'DE', 12), ran('c', 'FR', 12)],
      (zone, span) => {
        asked.push(zone);
        if (zone === 'DE') throw away();
        return observe(zone, span);
      },
    );
    expect(round).toEqual({ settled: 1, left: 2 });
    expect([...store.settled.keys()]).toEqual(['c']);
    expect(asked).toEqual(['DE', 'FR']);
  });

  it('says that ingestion is away when zone after zone cannot be read', async () => {
    const zones = ['DE', 'FR', 'ES', 'PL'];
    const { round } = await settle(
      zones.map((zone) => ran(zone, zone, 12)),
      () => {
        throw away();
      },
    );
    expect(round).toMatchObject({ problem: { code: 'SERVICE_UNAVAILABLE' } });
  });

  it('takes quality and source from its own hours, whatever is settled beside it', async () => {
    const alone = await settle([ran('early', 'DE', 10)]);
    const beside = await settle([ran('early', 'DE', 10), ran('late', 'DE', 17)]);
    for (const { store } of [alone, beside])
      expect(store.settled.get('early')).toMatchObject({ quality: 'measured', source: 'early' });
    expect(beside.store.settled.get('late')).toMatchObject({ quality: 'estimated', source: 'late' });
  });

  const organizationId = 'org-1';
  const logged = (id: string, zone: string, hour: number, change = {}) => {
    const request = workload({ homeRegion: zone, deadline: hoursFromNow(40), organizationId, ...change });
    return ran(id, zone, hour, { request });
  };

  it('tells the emission log the hours that it ran in, as good as these alone, and what was reported', async () => {
    const late = MIDNIGHT_MS + 16.5 * HOUR_MS;
    const moved = {
      ...logged('w', 'DE', 10, { transferEnergyKwh: 0.5, allowedRegions: ['FR'], workloadType: 'report' }),
      ...{ region: 'FR', zone: 'FR', segments: [{ startMs: late, endMs: late + 2 * HOUR_MS }] },
      completion: { energyKwh: 6, ran: null, functionalUnit: { name: 'leads', count: 40 } },
    };
    const marginal = (zone: string, span: Span) => {
      const series = { ...observe(zone, span), signal: 'marginal' as const };
      return zone === 'FR' ? { ...series, values: [700, null, 800] } : null;
    };
    const { store } = await settle([moved], observe, marginal);
    const hour = (hourAt: string, minutes: number, marginalGPerKwh: number | null) => ({
      ...{ hourAt, runMs: minutes * 60_000, averageGPerKwh: 100, marginalGPerKwh },
    });
    expect(store.told.get('w')).toEqual({
      ...{ organizationId, workloadId: 'w', revision: 1, workloadType: 'report', method: 'location-based' },
      ...{ source: 'late; early', quality: 'estimated', energyQuality: 'measured' },
      factorVersion: expect.stringMatching(/^lifecycle, as known on 2026-03-\d\d$/) as string,
      parts: [
        {
          ...{ zone: 'FR', energyKwh: 6 },
          hours: [
            hour('2026-03-01T16:00:00.000Z', 30, 700),
            hour('2026-03-01T17:00:00.000Z', 60, null),
            hour('2026-03-01T18:00:00.000Z', 30, 800),
          ],
        },
        { zone: 'DE', energyKwh: 0.5, hours: [hour('2026-03-01T10:00:00.000Z', 60, null)] },
      ],
      functionalUnit: { name: 'leads', count: 40 },
      embodiedG: null,
      baseline: { emissionsG: 600, method: 'run-at-home-on-arrival' },
    });
  });

  it('tells work that ran as planned as estimated, and of work without an organization nothing', async () => {
    const { store } = await settle([
      { ...logged('planned', 'DE', 10), completion: null },
      ran('nameless', 'DE', 10),
    ]);
    expect(store.told.get('planned')).toMatchObject({ energyQuality: 'estimated', functionalUnit: null });
    expect([store.settled.has('nameless'), store.told.get('nameless')]).toEqual([true, null]);
  });

  it('settles anew what the emission log was never told, and nothing that it was', async () => {
    const { store } = await settle([logged('first', 'DE', 10)]);
    const settled = store.settled.get('first');
    if (settled === undefined) throw new Error('it was not settled');
    const again = (isLogged: boolean) => ({
      ...logged('first', 'DE', 10),
      newest: { ...settled, isLogged, revision: 4 },
    });
    expect((await settle([again(false)])).store.told.get('first')).toMatchObject({ revision: 5 });
    expect((await settle([again(true)])).round).toEqual({ settled: 0, left: 0 });
  });

  it('waits for marginal intensities that cannot be read at the moment', async () => {
    const { store, round } = await settle([logged('w', 'DE', 10)], observe, () => {
      throw away();
    });
    expect([round, store.settled.size]).toEqual([{ settled: 0, left: 1 }, 0]);
  });

  it('is as good as the worst of the pieces that it ran in', async () => {
    const [first, last] = [10, 17].map((hour) => MIDNIGHT_MS + hour * HOUR_MS) as [number, number];
    const segments = [first, last].map((startMs) => ({ startMs, endMs: startMs + 2 * HOUR_MS }));
    const { store } = await settle([ran('pieces', 'DE', 10, { segments })]);
    expect(store.settled.get('pieces')).toMatchObject({
      emittedG: 600,
      quality: 'estimated',
      source: 'early; late; home: early',
    });
  });
});
