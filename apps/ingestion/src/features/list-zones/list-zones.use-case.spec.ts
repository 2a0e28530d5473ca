import { toIso, zones } from '@ecobe/carbon';
import { FakeCarbonSource, FakeClock, FakeSnapshot } from '../../ports/testing/fakes.fixture';
import { ListZonesUseCase } from './list-zones.use-case';

const NOW = Date.UTC(2021, 10, 15, 12);

describe('list zones', () => {
  const snapshot = new FakeSnapshot();
  const useCase = new ListZonesUseCase(
    snapshot,
    [new FakeCarbonSource('uk-neso', ['GB']), new FakeCarbonSource('energy-charts', ['DE'])],
    new FakeClock(NOW),
    'auto',
  );

  it('pages through all zones by id, each once', () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page = useCase.page({ limit: 30, ...(cursor === null ? {} : { cursor }) });
      ids.push(...page.zones.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual(zones().map(({ id }) => id));
  });

  it('has no next page when the limit is met exactly', () => {
    expect(useCase.page({ limit: zones().length }).nextCursor).toBeNull();
  });

  it('refuses a cursor that no page ended with', () => {
    expect(() => useCase.page({ limit: 3, cursor: 'zzz' })).toThrow('cursor is of no page');
  });

  it('tells what is known of a zone, who may be asked, and what it feeds', async () => {
    const validAt = toIso(NOW);
    const series = { zone: 'DE', signal: 'average' as const, basis: 'direct' as const };
    await snapshot.putCurrent([
      { ...series, carbonIntensity: 1, source: 'eia', quality: 'measured', validAt, resolutionMinutes: 60 },
    ]);
    const zone = useCase.one('gcp:europe-west3');
    expect(zone).toMatchObject({ id: 'DE', country: 'DE', liveSources: ['energy-charts'] });
    expect(zone.current.map(({ basis, ageSeconds }) => [basis, ageSeconds])).toEqual([['direct', 0]]);
    expect(zone.cloudRegions).toContain('gcp:europe-west3');
    expect(zone.mix.shares.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
  });

  it('refuses an unknown zone', () => {
    expect(() => useCase.one('Narnia')).toThrow('Narnia');
  });
});
