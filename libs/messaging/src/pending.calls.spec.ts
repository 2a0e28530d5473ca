import { PendingCalls } from './pending.calls';

describe('PendingCalls', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('hands each reply to its own caller and keeps nothing', async () => {
    const calls = new PendingCalls();
    const [first, second] = [calls.wait('1', 100, 'a.b'), calls.wait('2', 100, 'a.b')];
    calls.settle({ id: '2', data: 'two' });
    calls.settle({ id: '1', problem: { status: 422, code: 'NO', title: 'No', detail: 'no' } });
    await expect(second).resolves.toBe('two');
    await expect(first).rejects.toMatchObject({ problem: { code: 'NO' } });
    expect(calls.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives up at the limit, and ignores the reply that comes too late', async () => {
    const calls = new PendingCalls();
    const call = calls.wait('1', 100, 'routing.route-green');
    jest.advanceTimersByTime(99);
    expect(calls.size).toBe(1);
    jest.advanceTimersByTime(1);
    calls.settle({ id: '1', data: 'late' });
    await expect(call).rejects.toMatchObject({
      problem: { status: 503, code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 },
      message: expect.stringContaining('routing.route-green') as string,
    });
    expect(calls.size).toBe(0);
  });

  it('fails all at a shutdown', async () => {
    const calls = new PendingCalls();
    const call = calls.wait('1', 100, 'a.b');
    calls.failAll('The caller is shutting down.');
    await expect(call).rejects.toMatchObject({ problem: { code: 'SERVICE_UNAVAILABLE' } });
    expect(jest.getTimerCount()).toBe(0);
  });
});
