import { DekesBreaker, LONGEST_PAUSE_MS } from './dekes-breaker';

const broken = (failures: number) => {
  const clock = { ms: 1_000 };
  const breaker = new DekesBreaker(() => clock.ms);
  for (let n = 0; n < failures; n++) breaker.failed();
  return { clock, breaker };
};

describe('the breaker before DEKES', () => {
  it('lets messages through until failures follow upon one another', () => {
    const { breaker } = broken(4);
    expect(breaker.pauseMs()).toBe(0);
    breaker.took();
    for (let n = 0; n < 4; n++) breaker.failed();
    expect(breaker.pauseMs()).toBe(0);
    breaker.failed();
    expect(breaker.pauseMs()).toBe(30_000);
  });

  it('lets one through after the pause, and the others once that was taken', () => {
    const { breaker, clock } = broken(5);
    clock.ms += 30_000;
    expect([breaker.pauseMs(), breaker.pauseMs()]).toEqual([0, 30_000]);
    breaker.took();
    expect([breaker.pauseMs(), breaker.pauseMs()]).toEqual([0, 0]);
  });

  it('waits twice as long after each that fails in vain, up to a quarter of an hour', () => {
    const { breaker, clock } = broken(5);
    const pauses = Array.from({ length: 8 }, () => {
      const pauseMs = breaker.pauseMs();
      clock.ms += pauseMs;
      expect(breaker.pauseMs()).toBe(0);
      breaker.failed();
      return pauseMs / 1_000;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    expect(LONGEST_PAUSE_MS).toBe(900_000);
  });

  it('waits no longer because several were under way when it opened', () => {
    const { breaker, clock } = broken(12);
    expect(breaker.pauseMs()).toBe(30_000);
    clock.ms += 30_000;
    expect([breaker.pauseMs(), breaker.pauseMs()]).toEqual([0, 30_000]);
  });
});
