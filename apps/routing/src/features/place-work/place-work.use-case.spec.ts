import { ProblemError } from '@ecobe/contracts';
import type { PlacementRequest } from '@ecobe/contracts';
import { RoomLedger, slotOf } from '@ecobe/placement';
import { NOW_MS, clock } from '../../ports/routing.fixture';
import { bookOf, flat, hoursFromNow, twoGrids, workload } from '../../work/work.fixture';
import { PlaceWorkUseCase } from './place-work.use-case';

/** Room that was read. */
const knownRoom = (room: RoomLedger) => ({
  roomOf: (region: string) => room.roomOf(region),
  isKnown: () => Promise.resolve(true),
});
const noRoomTaken = new RoomLedger(() => null);

describe('PlaceWorkUseCase', () => {
  const place = (request: Partial<PlacementRequest>, grid = twoGrids(), room = noRoomTaken) =>
    new PlaceWorkUseCase(bookOf(grid), knownRoom(room), clock, { minGainPercent: 0 }).execute(
      workload(request),
    );
  const refusal = async (request: Partial<PlacementRequest>) => {
    try {
      await place(request);
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      return (error as ProblemError).problem;
    }
    throw new Error('was not refused');
  };

  it('waits at home for the cleanest hours', async () => {
    const answer = await place({});
    expect(answer).toMatchObject({
      region: 'DE',
      startAt: '2026-03-01T22:00:00.000Z',
      endAt: '2026-03-02T00:00:00.000Z',
      energyKwh: 6,
      estimatedCO2: 6 * 200,
      range: { low: 1200, mid: 1200, high: 1200 },
      avoidedCO2: 6 * 400 - 6 * 200,
      carbonIntensity: 200,
      signal: 'average',
      basis: 'lifecycle',
      quality: 'forecast',
      source: 'spec',
      ageSeconds: 900,
      lastStartAt: '2026-03-02T10:20:00.000Z',
      baseline: { region: 'DE', startAt: '2026-03-01T12:20:00.000Z', estimatedCO2: 2400, reason: null },
      alternatives: [],
      excluded: [],
      warnings: [],
    });
  });

  it('moves where that is better, transfer counted, and shows the rest as alternatives', async () => {
    const answer = await place({ allowedRegions: ['FR', 'DE'], transferEnergyKwh: 0.5 });
    // One of the two hours is the clean one; half a kWh is drawn at home at 400.
    expect(answer).toMatchObject({ region: 'FR', zone: 'FR', estimatedCO2: 6 * 40 + 200, transferCO2: 200 });
    expect(answer.avoidedCO2).toBe(2400 - 440);
    expect(answer.alternatives).toHaveLength(1);
    expect(answer.alternatives[0]).toMatchObject({ region: 'DE', estimatedCO2: 1200, transferCO2: 0 });
    expect((await place({ allowedRegions: ['FR'], transferEnergyKwh: 50 })).region).toBe('DE');
  });

  it('pauses where it may', async () => {
    const grid = twoGrids().expects('DE', flat(400, { 3: 100, 9: 50 }));
    const { slots, estimatedCO2 } = await place({ interruptible: true }, grid);
    expect(slots).toEqual([
      { startAt: '2026-03-01T15:00:00.000Z', endAt: '2026-03-01T16:00:00.000Z' },
      { startAt: '2026-03-01T21:00:00.000Z', endAt: '2026-03-01T22:00:00.000Z' },
    ]);
    expect(estimatedCO2).toBe(3 * 150);
  });

  it('starts at once where there is no slack, off the quarters if need be', async () => {
    const answer = await place({ deadline: hoursFromNow(2) });
    expect(answer).toMatchObject({
      startAt: '2026-03-01T12:20:00.000Z',
      endAt: '2026-03-01T14:20:00.000Z',
      lastStartAt: '2026-03-01T12:20:00.000Z',
      avoidedCO2: 0,
    });
  });

  it('tells a placement that is worse than at once by a negative number', async () => {
    const grid = twoGrids().expects('DE', flat(400, { 0: 300 }));
    const answer = await place(
      { carbonWeight: 0, costWeight: 1, allowedRegions: ['FR'] },
      grid.expects('FR', flat(900)),
    );
    expect(answer.region).toBe('FR');
    expect(answer.avoidedCO2).toBeLessThan(0);
  });

  it('sees what others have reserved', async () => {
    const busy = new RoomLedger(() => 4);
    const from = slotOf(NOW_MS + 10 * 3_600_000);
    busy.reserve({ region: 'DE', runs: [{ from, until: from + 4 }], powerKw: 4 });
    expect((await place({}, twoGrids(), busy)).startAt).not.toBe('2026-03-01T22:00:00.000Z');
  });

  it('says so where it does not know what others have reserved', async () => {
    const unread = { ...knownRoom(noRoomTaken), isKnown: () => Promise.resolve(false) };
    const useCase = new PlaceWorkUseCase(bookOf(twoGrids()), unread, clock, { minGainPercent: 0 });
    const { warnings } = await useCase.execute(workload({ allowedRegions: ['FR'] }));
    expect(warnings).toEqual([expect.objectContaining({ code: 'ROOM_UNKNOWN', regions: ['DE', 'FR'] })]);
  });

  it('leaves regions out with their reason, and warns of what is simulated', async () => {
    const grid = twoGrids().knows('PL', 700, { quality: 'simulated' }).expects('PL', flat(700), 'simulated');
    const answer = await place(
      {
        allowedRegions: ['FR', 'SE-SE3', 'PL'],
        maxLatencyMs: 40,
        latencyMsByRegion: { FR: 50, PL: 10, 'SE-SE3': 1 },
      },
      grid,
    );
    expect(answer.excluded).toEqual([
      expect.objectContaining({ region: 'FR', code: 'ABOVE_MAX_LATENCY' }),
      expect.objectContaining({ region: 'SE-SE3', code: 'NO_FORECAST' }),
    ]);
    expect(answer.warnings).toEqual([
      expect.objectContaining({ code: 'SIMULATED_AND_REAL_COMPARED', regions: ['PL'] }),
    ]);
  });

  it('answers without a forecast of home, but then avoids nothing that it knows', async () => {
    const answer = await place({ homeRegion: 'ES', allowedRegions: ['FR'] });
    expect(answer).toMatchObject({ region: 'FR', avoidedCO2: null });
    expect(answer.baseline).toMatchObject({ estimatedCO2: null, reason: 'no forecast of it is known' });
  });

  it.each([
    [{ deadline: hoursFromNow(1.9) }, 422, 'DEADLINE_TOO_SOON', '/deadline'],
    [{ earliestStart: hoursFromNow(23) }, 422, 'DEADLINE_TOO_SOON', '/deadline'],
    [{ energyKwh: 3 }, 400, 'INVALID_INPUT', '/powerKw'],
    [{ powerKw: undefined }, 400, 'INVALID_INPUT', '/powerKw'],
    [{ carbonWeight: 0 }, 400, 'NO_WEIGHT', '/carbonWeight'],
    [{ homeRegion: 'Germoney' }, 400, 'UNKNOWN_REGION', '/homeRegion'],
    [{ allowedRegions: ['FR', 'fr'] }, 400, 'DUPLICATE_REGION', '/allowedRegions/1'],
  ])('refuses %j', async (change, status, code, pointer) => {
    expect(await refusal(change)).toMatchObject({ status, code, errors: [{ pointer }] });
  });

  it('refuses work that fits nowhere, with every reason', async () => {
    const { status, code, extensions } = await refusal({ homeRegion: 'ES', allowedRegions: ['SE-SE3'] });
    expect([status, code]).toEqual([422, 'NO_FEASIBLE_REGION']);
    expect(extensions?.excluded).toHaveLength(2);
    const long = await refusal({ durationHours: 60, deadline: hoursFromNow(80) });
    expect(long.extensions?.excluded).toEqual([expect.objectContaining({ code: 'DOES_NOT_FIT' })]);
  });
});
