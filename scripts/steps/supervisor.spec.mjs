import { nextPauseMs } from './supervisor.mjs';

describe('nextPauseMs', () => {
  it('doubles up to a limit while a service ends soon, and starts over after it ran well', () => {
    const pauses = [500];
    while (pauses.length < 8) pauses.push(nextPauseMs(pauses.at(-1), 10));
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    expect(nextPauseMs(15_000, 60_000)).toBe(500);
  });
});
