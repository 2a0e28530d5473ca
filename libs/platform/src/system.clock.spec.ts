import { SystemClock } from './system.clock';

describe('SystemClock', () => {
  const HOUR = 3_600_000;

  it('starts at ECOBE_CLOCK and runs at ECOBE_CLOCK_SPEED from the shared start on', () => {
    const startedAtMs = Date.now() - 6_000;
    const clock = new SystemClock({
      ECOBE_CLOCK: '2021-11-15T12:00:00Z',
      ECOBE_CLOCK_SPEED: 600,
      ECOBE_CLOCK_STARTED_AT_MS: startedAtMs,
    });
    const origin = Date.UTC(2021, 10, 15, 12);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(origin + HOUR);
    expect(clock.nowMs()).toBeLessThan(origin + 2 * HOUR);
  });

  it('is real time when no clock is set', () => {
    const clock = new SystemClock({
      ECOBE_CLOCK: undefined,
      ECOBE_CLOCK_SPEED: 1,
      ECOBE_CLOCK_STARTED_AT_MS: undefined,
    });
    expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(1_000);
  });
});
