import { ProblemError } from '@ecobe/contracts';
import { refusingWhileAway } from './store-away';

describe('refusingWhileAway', () => {
  const failing = (error: unknown) => refusingWhileAway(() => Promise.reject(error as Error));

  it.each([
    { code: 'ECONNREFUSED' },
    { code: '57P01' },
    { code: '08006' },
    new Error('Connection terminated unexpectedly'),
  ])('makes %p a 503 with a time to come back', async (error) => {
    await expect(failing(error)).rejects.toBeInstanceOf(ProblemError);
    await expect(failing(error)).rejects.toMatchObject({ problem: { status: 503, retryAfterSeconds: 2 } });
  });

  it.each([{ code: '23505' }, { code: '42P01' }, new Error('a bug')])('leaves %p as it is', async (error) => {
    await expect(failing(error)).rejects.toBe(error);
  });
});
