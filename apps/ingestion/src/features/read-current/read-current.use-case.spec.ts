import { DAY_MS, HOUR_MS, toIso } from '@ecobe/carbon';
import type { CurrentIntensity, ProblemError } from '@ecobe/contracts';
import { FakeClock, FakeSnapshot } from '../../ports/testing/fakes.fixture';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { ReadCurrentUseCase } from './read-current.use-case';

const NOW = Date.UTC(2021, 10, 15, 12);
const value = (changes: Partial<CurrentIntensity> = {}): CurrentIntensity => ({
  zone: 'DE',
  signal: 'average',
  basis: 'lifecycle',
  carbonIntensity: 420,
  source: 'eia',
  quality: 'measured',
  validAt: toIso(NOW - HOUR_MS),
  resolutionMinutes: 60,
  ...changes,
});

describe('read current', () => {
  let snapshot: FakeSnapshot;
  beforeEach(() => {
    snapshot = new FakeSnapshot();
  });
  const useCase = (mode: SimulationMode = 'auto') =>
    new ReadCurrentUseCase(snapshot, new FakeClock(NOW), mode);
  const caught = (work: () => unknown): ProblemError['problem'] => {
    try {
      work();
    } catch (error) {
      return (error as ProblemError).problem;
    }
    throw new Error('was not refused');
  };

  it('gives the value of a region under the name that the caller used, with its age', async () => {
    await snapshot.putCurrent([value()]);
    expect(useCase().one({ region: 'azure:germanywestcentral', basis: 'lifecycle' })).toEqual({
      ...value(),
      region: 'azure:germanywestcentral',
      unit: 'gCO2eq/kWh',
      ageSeconds: 3600,
    });
  });

  it('answers each region once, in order, and excludes those without a value', async () => {
    await snapshot.putCurrent([value(), value({ zone: 'FR' })]);
    const { values, excluded } = useCase().many({ regions: ['FR', 'PL', 'DE', 'FR'], basis: 'lifecycle' });
    expect(values.map(({ region }) => region)).toEqual(['FR', 'DE']);
    expect(excluded).toEqual([
      {
        region: 'PL',
        zone: 'PL',
        code: 'NO_OBSERVATIONS',
        reason: 'no source has given a lifecycle carbon intensity of zone PL in the last 28 days',
      },
    ]);
  });

  it('does not answer one basis with the other', async () => {
    await snapshot.putCurrent([value()]);
    expect(caught(() => useCase().one({ region: 'DE', basis: 'direct' }))).toMatchObject({
      status: 404,
      code: 'NO_OBSERVATIONS',
    });
  });

  it.each([
    ['of the future', value({ validAt: toIso(NOW + HOUR_MS) }), 'auto'],
    ['too old to say anything', value({ validAt: toIso(NOW - 29 * DAY_MS) }), 'auto'],
    ['simulated, with simulation off', value({ quality: 'simulated' }), 'off'],
    ['real, with simulation only', value(), 'only'],
  ] as const)('leaves out a stored value that is %s', async (_, stored, mode) => {
    await snapshot.putCurrent([stored]);
    expect(useCase(mode).many({ regions: ['DE'], basis: 'lifecycle' }).values).toEqual([]);
  });

  it('names every unknown region at once', () => {
    const problem = caught(() =>
      useCase().many({ regions: ['DE', 'Narnia', 'us-esat-1'], basis: 'lifecycle' }),
    );
    expect(problem).toMatchObject({ status: 400, code: 'UNKNOWN_REGION' });
    expect(problem.errors?.map(({ pointer, detail }) => [pointer, detail.split('"')[1]])).toEqual([
      ['?regions', 'Narnia'],
      ['?regions', 'us-esat-1'],
    ]);
  });
});
