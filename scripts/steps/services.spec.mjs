import { replicasFrom } from './services.mjs';
import { nextPauseMs } from './supervisor.mjs';

describe('replicasFrom', () => {
  it('reads how many of which', () => {
    expect(replicasFrom(['--services', '--replicas', 'routing=2,forecasting=3'])).toEqual({
      routing: 2,
      forecasting: 3,
    });
    expect(replicasFrom(['--services'])).toEqual({});
  });

  it.each(['', 'routing', 'routing=0', 'gateway=2', 'nothing=2', 'routing=2;credits=2'])(
    'refuses %p',
    (text) => {
      expect(() => replicasFrom(['--replicas', text])).toThrow(/--replicas takes/);
    },
  );
});

describe('nextPauseMs', () => {
  it('doubles up to a limit while a service ends soon, and starts over after it ran well', () => {
    const pauses = [500];
    while (pauses.length < 8) pauses.push(nextPauseMs(pauses.at(-1), 10));
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    expect(nextPauseMs(15_000, 60_000)).toBe(500);
  });
});
