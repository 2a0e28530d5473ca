import { DAY_MS } from '@ecobe/carbon';
import { FakeClock } from '../../ports/testing/fakes.fixture';
import { RetainWeatherUseCase } from './retain-weather.use-case';

const NOW = Date.UTC(2026, 0, 15, 12);

describe('retaining weather', () => {
  it('keeps all of ten days, the first of each day of three years, and drops of the fetched sources only', async () => {
    const asked: [string, readonly string[], number][] = [];
    const retention = {
      keepFirstOfDay: (sources: readonly string[], beforeMs: number) => {
        asked.push(['first', sources, (NOW - beforeMs) / DAY_MS]);
        return Promise.resolve(30);
      },
      dropRuns: (sources: readonly string[], beforeMs: number) => {
        asked.push(['drop', sources, (NOW - beforeMs) / DAY_MS]);
        return Promise.resolve(4);
      },
    };
    const dropped = await new RetainWeatherUseCase(retention, ['open-meteo'], new FakeClock(NOW)).run();
    expect(dropped).toBe(34);
    expect(asked).toEqual([
      ['drop', ['open-meteo'], 1095],
      ['first', ['open-meteo'], 10],
    ]);
  });
});
