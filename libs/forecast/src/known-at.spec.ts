import { DAY_MS } from '@ecobe/carbon';
import { syntheticGrid } from './grid.fixture';
import { atHour } from './history.fixture';
import { knownAt } from './known-at';

const grid = syntheticGrid(20 * 24, 3, 4);

describe('knownAt', () => {
  it('ends intensity and sources with the hour before the instant', () => {
    const known = knownAt(grid, atHour(100));
    expect(known.history.values).toEqual(grid.history.values.slice(0, 100));
    expect(known.sources?.map(({ source }) => source)).toEqual(grid.sources?.map(({ source }) => source));
    for (const { valuesMw } of known.sources ?? []) expect(valuesMw).toHaveLength(100);
  });

  it.each([
    [96, [120, 144, 168, 192]],
    [100, [120, 144, 168, 192]],
    [119, [120, 144, 168, 192]],
    [120, [144, 168, 192, 216]],
  ])('at hour %i lets each age of run speak up to its own day', (hour, lengths) => {
    const ages = knownAt(grid, atHour(hour)).weather?.byAgeDays ?? [];
    expect(ages.map((columns) => columns.dewpointK.length)).toEqual(lengths);
    expect(ages.map((columns) => columns.windSpeedMs.length)).toEqual(lengths);
  });

  it('is empty before the start, and whole where nothing is to be cut', () => {
    expect(knownAt(grid, atHour(-1)).history.values).toHaveLength(0);
    expect(knownAt(grid, atHour(-1) - 9 * DAY_MS).weather?.byAgeDays[3]?.dewpointK).toHaveLength(0);
    expect(knownAt(grid, atHour(10_000))).toEqual(grid);
    expect(knownAt({ history: grid.history }, atHour(10_000))).toEqual({ history: grid.history });
  });
});
