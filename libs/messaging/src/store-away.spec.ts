import { storeAway } from './store-away';

describe('storeAway', () => {
  it.each([
    { code: 'ECONNREFUSED' },
    { code: '57P01' },
    { code: '08006' },
    new Error('Connection terminated unexpectedly'),
  ])('makes %p a 503 with a time to come back', (error) => {
    expect(storeAway(error)).toMatchObject({ status: 503, code: 'STORE_AWAY', retryAfterSeconds: 2 });
  });

  it.each([{ code: '23505' }, { code: '42P01' }, new Error('a bug'), 'text', null])(
    'leaves %p to be what it is',
    (error) => {
      expect(storeAway(error)).toBeNull();
    },
  );
});
