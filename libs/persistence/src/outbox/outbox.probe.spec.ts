import { outboxCheck } from './outbox.probe';

describe('the health of an outbox', () => {
  const none = { waiting: 0, oldestWaitingSeconds: null, refused: 0, oldestRefusedSeconds: null };
  const check = (backlog: object) => outboxCheck({ backlog: () => Promise.resolve({ ...none, ...backlog }) });

  it('is good while nothing waits, or for no longer than an hour', async () => {
    expect(await check({})).toEqual({ status: 'ok', ...none });
    expect(await check({ waiting: 9, oldestWaitingSeconds: 3_600 })).toMatchObject({
      status: 'ok',
      waiting: 9,
    });
  });

  it('is impaired where entries were refused, and where one has waited for more than an hour', async () => {
    const refused = { waiting: 2, oldestWaitingSeconds: 9, refused: 1, oldestRefusedSeconds: 8 };
    expect(await check(refused)).toEqual({ status: 'degraded', ...refused, detail: 'entries were refused' });
    expect(await check({ waiting: 2, oldestWaitingSeconds: 3_601 })).toMatchObject({ status: 'degraded' });
  });
});
