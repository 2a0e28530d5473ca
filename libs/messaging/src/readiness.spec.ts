import { Readiness } from './readiness';

describe('Readiness', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('lets those who wait through when it opens', async () => {
    const readiness = new Readiness();
    const waiting = [readiness.wait(100), readiness.wait(100)];
    readiness.set(true);
    expect(await Promise.all(waiting)).toEqual([true, true]);
    expect(await readiness.wait(100)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('turns away at the limit, at a shutdown, and when too many wait', async () => {
    const readiness = new Readiness(1);
    const late = readiness.wait(100);
    expect(await readiness.wait(100)).toBe(false);
    jest.advanceTimersByTime(100);
    expect(await late).toBe(false);
    const atShutdown = readiness.wait(100);
    readiness.turnAway();
    expect(await atShutdown).toBe(false);
  });

  it('shuts again', async () => {
    const readiness = new Readiness();
    readiness.set(true);
    readiness.set(false);
    const waiting = readiness.wait(10);
    jest.advanceTimersByTime(10);
    expect(await waiting).toBe(false);
  });
});
